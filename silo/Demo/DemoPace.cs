namespace FxOrleans.Silo.Demo;

/// <summary>How the demo's providers are asked: faster than the real ones' courtesy allows, since they are our own.</summary>
internal static class DemoPace
{
    public static IEnumerable<KeyValuePair<string, string?>> Of(string provider) => provider switch
    {
        "OneFrame" => [new("Streaming", "true"), new("Quota", null)],
        "Finnhub" => [new("Interval", "00:00:02"), new("Quota", "60/00:00:01")],
        "CoinGecko" => [new("Interval", "00:00:02"), new("Quota", "60/00:00:01")],
        _ => [new("Interval", "00:00:30")],
    };
}
