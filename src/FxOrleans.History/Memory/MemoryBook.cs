using FxOrleans.Pricing;

namespace FxOrleans.History;

/// <summary>
/// What this process remembers of all tracked pairs, wherever they are decided: <see cref="MemoryRecorder"/> brings their ticks, and
/// derived prices, which every host derives for itself, as to any sink. Thread-safe.
/// </summary>
internal sealed class MemoryBook(IReadOnlyCollection<CurrencyPair> tracked, HistoryOptions options, TimeProvider time) : ITickSink
{
    private readonly PairConvention _convention = new(tracked);
    private readonly HashSet<CurrencyPair> _tracked = [.. tracked];

    /// <summary>The candles.</summary>
    public CandleBook Candles { get; } = new(
        new CandleGrid(options.DailyCut),
        new CandleBookOptions { Lateness = options.Lateness, MaxLines = options.MaxPairs, Kept = options.MemoryBars });

    public bool Tracks(CurrencyPair pair) => _tracked.Contains(pair);

    /// <summary>Takes derived prices; <see cref="MemoryRecorder"/> brings the others.</summary>
    public void Publish(ReadOnlySpan<Price> prices)
    {
        var now = time.GetUtcNow();
        foreach (ref readonly var price in prices)
        {
            if (price.Derived)
            {
                Take(price, now);
            }
        }
    }

    /// <summary>Takes a price of a tracked pair; a node that serves what others decided gets derived ones in this way too.</summary>
    public void Take(in Price price, DateTimeOffset now)
    {
        // A pair that is tracked both ways is remembered one way.
        if (!price.Derived || _convention.Canonical(price.Pair) == price.Pair)
        {
            Candles.Add(PriceTick.Of(price, now), now);
        }
    }
}
