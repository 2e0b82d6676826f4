using FxOrleans.Pricing;

namespace FxOrleans.Grains.Tests;

/// <summary>A reader that measures for how long each pair had nothing new. Thread-safe.</summary>
internal sealed class GapMeter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CurrencyPair, (Price Price, long At)> _latest = [];
    private readonly Dictionary<CurrencyPair, TimeSpan> _gaps = [];

    /// <summary>Prices that came after a newer one; readers drop them.</summary>
    public int Late { get; private set; }

    public int Pairs
    {
        get
        {
            lock (_lock)
            {
                return _latest.Count;
            }
        }
    }

    public void Receive(TickBatch batch)
    {
        lock (_lock)
        {
            var now = TimeProvider.System.GetTimestamp();
            foreach (var price in batch.Prices.Span)
            {
                if (_latest.TryGetValue(price.Pair, out var latest))
                {
                    if (!price.IsNewerThan(latest.Price))
                    {
                        Late += latest.Price == price ? 0 : 1;
                        continue;
                    }

                    var gap = TimeProvider.System.GetElapsedTime(latest.At, now);
                    var longest = _gaps.GetValueOrDefault(price.Pair);
                    _gaps[price.Pair] = gap > longest ? gap : longest;
                }

                _latest[price.Pair] = (price, now);
            }
        }
    }

    /// <summary>Forgets the gaps so far.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _gaps.Clear();
        }
    }

    /// <summary>Each pair's newest price.</summary>
    public Dictionary<CurrencyPair, Price> Latest()
    {
        lock (_lock)
        {
            return _latest.ToDictionary(latest => latest.Key, latest => latest.Value.Price);
        }
    }

    /// <summary>The pairs' longest gaps, longest first.</summary>
    public TimeSpan[] Gaps()
    {
        lock (_lock)
        {
            return [.. _gaps.Values.OrderDescending()];
        }
    }

    public string Describe()
    {
        var gaps = Gaps();
        return gaps.Length == 0
            ? "no gaps"
            : $"longest gap of {gaps.Length} pairs: p50 {gaps[gaps.Length / 2].TotalMilliseconds:0} ms, max {gaps[0].TotalMilliseconds:0} ms; {Late} late";
    }
}
