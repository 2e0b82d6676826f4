using FxOrleans.Pricing;

namespace FxOrleans.Serving.Rates;

/// <summary>The record's prices as of one moment, as far as a search for one rate needs them. Built by one caller, then only read.</summary>
internal sealed class HistoricalPrices : IPriceBook
{
    /// <summary>Bridges that are looked at: those of the rate's path today, and the two that published rates stand against.</summary>
    private const int MostBridges = 4;

    private readonly Dictionary<(Asset From, Asset To), RecordedPrice> _recorded = [];
    private readonly Dictionary<Asset, List<Asset>> _neighbours = [];
    private readonly TimeSpan _maxAge;

    private HistoricalPrices(TimeSpan maxAge) => _maxAge = maxAge;

    /// <summary>What is recorded of a pair then; where nothing is, of the legs that may lead from one asset to the other.</summary>
    public static async Task<HistoricalPrices> FindAsync(
        IPriceRecord record, Asset from, Asset to, IEnumerable<Asset> bridges, DateTimeOffset at, TimeSpan maxAge, CancellationToken cancel)
    {
        var prices = new HistoricalPrices(maxAge);
        await prices.AskAsync(record, [(from, to)], at, cancel).ConfigureAwait(false);
        if (prices._recorded.Count == 0)
        {
            Asset[] between = [.. bridges.Concat([AssetCatalog.Usd, AssetCatalog.Eur]).Distinct().Where(bridge => bridge != from && bridge != to).Take(MostBridges)];
            await prices.AskAsync(
                record,
                [
                    .. between.Select(bridge => (from, bridge)),
                    .. between.Select(bridge => (bridge, to)),
                    .. between.SelectMany((near, i) => between.Skip(i + 1).Select(far => (near, far))),
                ],
                at,
                cancel).ConfigureAwait(false);
        }

        return prices;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<Asset> Neighbours(Asset asset) =>
        _neighbours.TryGetValue(asset, out var found) ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found) : [];

    /// <inheritdoc/>
    public bool TryGetLeg(Asset from, Asset to, out Leg leg)
    {
        var straight = _recorded.TryGetValue((from, to), out var recorded);
        if (!straight && !_recorded.TryGetValue((to, from), out recorded))
        {
            leg = default;
            return false;
        }

        leg = new Leg(ToPrice(recorded!), !straight);
        return true;
    }

    /// <summary>What a leg was made from.</summary>
    public RecordedPrice Of(in Leg leg) => _recorded[(leg.Price.Pair.Base, leg.Price.Pair.Quote)];

    private async Task AskAsync(IPriceRecord record, (Asset From, Asset To)[] pairs, DateTimeOffset at, CancellationToken cancel)
    {
        var found = await record.PricesAsync([.. pairs.Select(pair => new CurrencyPair(pair.From, pair.To))], at, cancel).ConfigureAwait(false);
        foreach (var price in found.OfType<RecordedPrice>())
        {
            _recorded[(price.Pair.Base, price.Pair.Quote)] = price;
            Link(price.Pair.Base, price.Pair.Quote);
            Link(price.Pair.Quote, price.Pair.Base);
        }
    }

    private void Link(Asset asset, Asset neighbour)
    {
        if (!_neighbours.TryGetValue(asset, out var neighbours))
        {
            _neighbours[asset] = neighbours = [];
        }

        neighbours.Add(neighbour);
    }

    // As sure as the candle was narrow. A loaded fixing is good until its successor was due, any other tick as long as its candle lasts.
    private Price ToPrice(RecordedPrice recorded)
    {
        var half = recorded.Spread / 2;
        return new Price
        {
            Pair = recorded.Pair,
            Mid = recorded.Mid,
            Bid = half < recorded.Mid ? recorded.Mid - half : recorded.Mid,
            Ask = recorded.Mid + half,
            Confidence = half + (recorded.Range / 2),
            Timestamp = recorded.At,
            Kind = recorded.Origin == CandleOrigin.Loaded ? SourceKind.Fixing : SourceKind.Periodic,
            FreshUntil = recorded.Origin == CandleOrigin.Loaded
                ? FixingCalendar.Target.NextDue(DateOnly.FromDateTime(recorded.At.UtcDateTime))
                : recorded.At + recorded.Interval.Length() + _maxAge,
            Sources = 1,
            Simulated = recorded.Simulated,
            Derived = recorded.Origin is CandleOrigin.Derived or CandleOrigin.DerivedFromFixing,
            Epoch = recorded.Tick.Epoch,
            Sequence = recorded.Tick.Sequence,
        };
    }
}
