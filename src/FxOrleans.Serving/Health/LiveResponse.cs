namespace FxOrleans.Serving.Health;

/// <summary>The JSON of <c>GET /health/live</c>.</summary>
/// <param name="Status">live.</param>
public sealed record LiveResponse(string Status);
