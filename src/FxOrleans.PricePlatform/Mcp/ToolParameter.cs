namespace FxOrleans.PricePlatform.Mcp;

/// <summary>One argument of a tool; every one is needed.</summary>
/// <param name="Name">Its name, the endpoint's too.</param>
/// <param name="Description">What it is.</param>
/// <param name="IsNumber">Whether it may be a JSON number too.</param>
/// <param name="Values">What it may be; empty where that is no short list.</param>
internal sealed record ToolParameter(string Name, string Description, bool IsNumber = false, params IReadOnlyList<string> Values);
