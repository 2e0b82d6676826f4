namespace FxOrleans.Pricing;

/// <summary>
/// Collects a query's candles into bars. Of several kinds in one bar the real ones are taken before the simulated, then by
/// <see cref="CandleOrigin"/>; kinds are never blended. Not thread-safe.
/// </summary>
public sealed class CandleBars
{
    private readonly SortedDictionary<(DateTimeOffset OpenTime, bool Simulated, CandleOrigin Origin), Candle> _candles = [];

    /// <summary>Adds ticks that none of the candles so far has.</summary>
    public void Merge(Candle candle) => Put(candle, static (known, other) => known.Merge(other));

    /// <summary>Adds a view of ticks that may have been added already.</summary>
    public void Join(Candle candle) => Put(candle, static (known, other) => known.Join(other));

    /// <summary>The newest bars, oldest first.</summary>
    public IReadOnlyList<Candle> Newest(int limit)
    {
        var bars = new List<Candle>(_candles.Count);
        foreach (var candle in _candles.Values)
        {
            if (bars.Count == 0 || bars[^1].OpenTime != candle.OpenTime)
            {
                bars.Add(candle);
            }
        }

        return bars.Count <= limit ? bars : bars.GetRange(bars.Count - limit, limit);
    }

    private void Put(Candle candle, Func<Candle, Candle, Candle> both)
    {
        var key = (candle.OpenTime, candle.Simulated, candle.Origin);
        _candles[key] = _candles.TryGetValue(key, out var known) ? both(known, candle) : candle;
    }
}
