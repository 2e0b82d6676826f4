using FxOrleans.Pricing;

namespace FxOrleans.Grains.Tests;

/// <summary>A reader that keeps each pair's newest price, and notes every other price under a number that it has seen. Thread-safe.</summary>
internal sealed class LatestReader
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CurrencyPair, Price> _latest = [];
    private readonly List<string> _contradictions = [];

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

    /// <summary>Prices that had the number of another.</summary>
    public IReadOnlyList<string> Contradictions
    {
        get
        {
            lock (_lock)
            {
                return [.. _contradictions];
            }
        }
    }

    public void Receive(TickBatch batch)
    {
        lock (_lock)
        {
            foreach (var price in batch.Prices.Span)
            {
                if (!_latest.TryGetValue(price.Pair, out var latest) || price.IsNewerThan(latest))
                {
                    _latest[price.Pair] = price;
                }
                else if ((price.Epoch, price.Sequence) == (latest.Epoch, latest.Sequence) && price != latest)
                {
                    _contradictions.Add($"{price} after {latest}");
                }
            }
        }
    }

    /// <summary>Each pair's newest price.</summary>
    public Dictionary<CurrencyPair, Price> Latest()
    {
        lock (_lock)
        {
            return new Dictionary<CurrencyPair, Price>(_latest);
        }
    }
}
