using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FxOrleans.Serving.Prices;

/// <summary>
/// How the caches do, as the counter <c>fxorleans.prices.cache</c> of the meter <c>FxOrleans.Prices</c>, labelled <c>cache</c> and
/// <c>result</c>: <c>hit</c>, <c>shared</c> (another node had made it), <c>miss</c>, <c>stale</c>, <c>nothing</c>, <c>failure</c>. Thread-safe.
/// </summary>
public sealed class CacheMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "FxOrleans.Prices";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _counter;
    private readonly ConcurrentDictionary<(string Cache, string Result), long> _counts = new();

    public CacheMetrics() => _counter = _meter.CreateCounter<long>("fxorleans.prices.cache", "{look-up}", "Look-ups in the caches of prices, by cache and result.");

    /// <summary>How often a cache had that result.</summary>
    public long this[string cache, string result] => _counts.GetValueOrDefault((cache, result));

    public void Count(string cache, string result)
    {
        _counts.AddOrUpdate((cache, result), 1, static (_, count) => count + 1);
        _counter.Add(1, new KeyValuePair<string, object?>("cache", cache), new KeyValuePair<string, object?>("result", result));
    }

    public void Dispose() => _meter.Dispose();
}
