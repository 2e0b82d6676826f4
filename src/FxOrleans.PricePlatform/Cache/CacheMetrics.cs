using System.Diagnostics.Metrics;

namespace FxOrleans.PricePlatform;

/// <summary>
/// How the caches do, as the counter <c>fxorleans.prices.cache</c> of the meter <c>FxOrleans.Prices</c>, labelled <c>cache</c> and
/// <c>result</c>: <c>hit</c>, <c>shared</c> (another node had made it), <c>miss</c>, <c>stale</c>, <c>nothing</c>, <c>failure</c>,
/// <c>full</c> (too many were being made). Thread-safe.
/// </summary>
public sealed class CacheMetrics(IMeterFactory meters)
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "FxOrleans.Prices";

    private readonly Counter<long> _counter =
        meters.Create(MeterName).CreateCounter<long>("fxorleans.prices.cache", "{look-up}", "Look-ups in the caches of prices, by cache and result.");

    /// <summary>One more look-up.</summary>
    public void Count(string cache, string result) =>
        _counter.Add(1, new KeyValuePair<string, object?>("cache", cache), new KeyValuePair<string, object?>("result", result));
}
