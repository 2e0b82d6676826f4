using System.Collections.Concurrent;

using FxOrleans.Pricing;

namespace FxOrleans.Client;

/// <summary>The newest price known of every pair, by epoch and sequence; what is older is dropped. Bounded by the catalogue. Thread-safe.</summary>
public sealed class LatestPrices : IPriceBook
{
    private readonly ConcurrentDictionary<CurrencyPair, Slot> _slots = new();
    private readonly Asset[]?[] _neighbours = new Asset[AssetCatalog.Count][];
    private readonly Lock _lock = new();

    /// <summary>How many pairs have a price.</summary>
    public int Count => _slots.Count;

    /// <summary>Takes the price if it is newer than what is known. True when it was.</summary>
    public bool Offer(in Price price)
    {
        if (price.Pair.Base is null)
        {
            return false; // Of an asset that only a newer version knows.
        }

        if (!_slots.TryGetValue(price.Pair, out var slot))
        {
            slot = _slots.GetOrAdd(price.Pair, static _ => new Slot());
        }

        bool first;
        lock (slot)
        {
            first = !slot.Filled;
            if (!first && !price.IsNewerThan(slot.Price))
            {
                return false;
            }

            slot.Price = price;
            slot.Filled = true;
        }

        if (first)
        {
            Join(price.Pair.Base, price.Pair.Quote);
            Join(price.Pair.Quote, price.Pair.Base);
        }

        return true;
    }

    /// <summary>The newest price of the pair, in just this direction.</summary>
    public bool TryGet(CurrencyPair pair, out Price price)
    {
        if (_slots.TryGetValue(pair, out var slot))
        {
            lock (slot)
            {
                price = slot.Price;
                return slot.Filled;
            }
        }

        price = default;
        return false;
    }

    /// <summary>All of them, in no order.</summary>
    public Price[] ToArray()
    {
        var prices = new List<Price>(_slots.Count);
        foreach (var pair in _slots.Keys)
        {
            if (TryGet(pair, out var price))
            {
                prices.Add(price);
            }
        }

        return [.. prices];
    }

    public ReadOnlySpan<Asset> Neighbours(Asset asset) => Volatile.Read(ref _neighbours[asset.Index]);

    public bool TryGetLeg(Asset from, Asset to, out Leg leg)
    {
        leg = default;
        if (ReferenceEquals(from, to))
        {
            return false;
        }

        var pair = new CurrencyPair(from, to);
        var straight = TryGet(pair, out var price);
        if (straight || TryGet(pair.Inverse, out price))
        {
            leg = new Leg(price, !straight);
            return true;
        }

        return false;
    }

    private void Join(Asset asset, Asset neighbour)
    {
        lock (_lock)
        {
            var known = _neighbours[asset.Index] ?? [];
            if (!known.Contains(neighbour))
            {
                Volatile.Write(ref _neighbours[asset.Index], [.. known, neighbour]);
            }
        }
    }

    private sealed class Slot
    {
        public Price Price;
        public bool Filled;
    }
}
