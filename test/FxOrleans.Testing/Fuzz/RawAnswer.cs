namespace FxOrleans.Testing.Fuzz;

/// <summary>An HTTP answer.</summary>
public sealed record RawAnswer(int Status, string ContentType, string Body);
