namespace FxOrleans.Serving.Rates;

/// <summary>The JSON of <c>GET /rates</c>, for the API's description.</summary>
public sealed record ProxyRateResponse(string From, string To, decimal Price, DateTimeOffset Timestamp);
