namespace FxOrleans.Configuration;

/// <summary>One value of a section.</summary>
/// <param name="Key">Its whole key, such as <c>Pricing:Quorum</c>.</param>
/// <param name="Text">What it is set to, in the form that the framework's binder reads.</param>
/// <param name="Fault">Why it cannot be used; null when it can.</param>
internal sealed record SectionValue(string Key, string Text, string? Fault);
