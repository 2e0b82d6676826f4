namespace FxOrleans.Pricing;

/// <summary>
/// The markets of a book, found by their assets in one step, and each asset's neighbours. Markets are added and never removed.
/// Reads take no lock; <see cref="Open"/> is called under the book's.
/// </summary>
internal sealed class MarketTable
{
    private readonly int _width = AssetCatalog.Count;
    private readonly Market?[] _markets;
    private readonly Asset[][] _neighbours;
    private Market[] _all = [];

    public MarketTable()
    {
        _markets = new Market?[_width * _width];
        _neighbours = new Asset[_width][];
        Array.Fill(_neighbours, []);
    }

    public Market[] All => Volatile.Read(ref _all);

    public Market? this[Asset @base, Asset quote] => Volatile.Read(ref _markets[Place(@base, quote)]);

    public Asset[] Neighbours(Asset asset) => Volatile.Read(ref _neighbours[asset.Index]);

    /// <summary>Returns the pair's market, opened with its first price unless there is one; null when there are as many as allowed.</summary>
    public Market? Open(ReceivedPrice first, int most, out bool isNew)
    {
        isNew = false;
        var pair = first.Price.Pair;
        if (this[pair.Base, pair.Quote] is { } existing)
        {
            return existing;
        }

        if (_all.Length >= most)
        {
            return null;
        }

        isNew = true;
        var market = new Market(first, _all.Length);
        Neighbour(pair.Base, pair.Quote);
        Neighbour(pair.Quote, pair.Base);
        Volatile.Write(ref _markets[Place(pair.Base, pair.Quote)], market);
        Volatile.Write(ref _all, [.. _all, market]); // Last: a reader that counts it can find it.
        return market;
    }

    private void Neighbour(Asset asset, Asset other)
    {
        if (!_neighbours[asset.Index].Contains(other))
        {
            Volatile.Write(ref _neighbours[asset.Index], [.. _neighbours[asset.Index], other]);
        }
    }

    private int Place(Asset from, Asset to) => (from.Index * _width) + to.Index;
}
