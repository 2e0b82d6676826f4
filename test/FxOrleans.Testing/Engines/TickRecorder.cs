using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>
/// A reader as the board is one: takes batches, drops what is older, and keeps what it saw. It also notes every breach of
/// what a source promises. Thread-safe.
/// </summary>
public sealed class TickRecorder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CurrencyPair, List<Price>> _taken = [];
    private readonly Dictionary<(int Shard, long Producer), long> _numbers = [];
    private readonly Dictionary<CurrencyPair, int> _shards = [];
    private readonly List<string> _breaches = [];
    private long _batches;

    /// <summary>Batches received, canaries included.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Whatever was not as promised; numbers that are missing are no breach, for readers repair them.</summary>
    public IReadOnlyList<string> Breaches
    {
        get
        {
            lock (_lock)
            {
                return [.. _breaches];
            }
        }
    }

    public void Receive(TickBatch batch)
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _batches);
            if (_numbers.TryGetValue((batch.Shard, batch.Producer), out var number) && batch.Number <= number)
            {
                _breaches.Add($"Batch {batch.Number} of shard {batch.Shard} has come after {number}.");
            }

            _numbers[(batch.Shard, batch.Producer)] = batch.Number;
            foreach (var price in batch.Prices.Span)
            {
                Take(price, batch.Shard);
            }
        }
    }

    /// <summary>Takes a snapshot's prices, as a board does.</summary>
    public void Offer(IEnumerable<Price> prices)
    {
        lock (_lock)
        {
            foreach (var price in prices)
            {
                Take(price, null);
            }
        }
    }

    /// <summary>Every price of the pair that was newer than those before.</summary>
    public IReadOnlyList<Price> Of(CurrencyPair pair)
    {
        lock (_lock)
        {
            return _taken.TryGetValue(pair, out var taken) ? [.. taken] : [];
        }
    }

    /// <summary>The newest price of the pair; null while there is none.</summary>
    public Price? Latest(CurrencyPair pair)
    {
        lock (_lock)
        {
            return _taken.TryGetValue(pair, out var taken) ? taken[^1] : null;
        }
    }

    private void Take(in Price price, int? shard)
    {
        if (shard is { } on && !_shards.TryAdd(price.Pair, on) && _shards[price.Pair] != on)
        {
            _breaches.Add($"{price.Pair} has come on shard {on} after {_shards[price.Pair]}.");
        }

        if (!_taken.TryGetValue(price.Pair, out var taken))
        {
            _taken[price.Pair] = taken = [];
        }

        if (taken.Count == 0 || price.IsNewerThan(taken[^1]))
        {
            taken.Add(price);
        }
    }
}
