namespace FxOrleans.Pricing;

/// <summary>What of a price goes into candles. Immutable.</summary>
/// <param name="Pair">The pair in the direction in which its market is kept.</param>
/// <param name="Mid">The mid, above 0.</param>
/// <param name="Spread">Ask − bid, 0 or more.</param>
/// <param name="Order">When, and where among the ticks of that moment.</param>
/// <param name="Origin">How the price came about.</param>
/// <param name="Simulated">True for a made-up one.</param>
public readonly record struct PriceTick(CurrencyPair Pair, decimal Mid, decimal Spread, TickOrder Order, CandleOrigin Origin, bool Simulated)
{
    /// <summary>
    /// A price that was decided <paramref name="now"/>. A live one counts at its market time. Any other's market time says which day or
    /// hour it stands for, not since when it has been the price: it counts from now.
    /// </summary>
    public static PriceTick Of(in Price price, DateTimeOffset now)
    {
        var at = (price.Kind == SourceKind.Live ? price.Timestamp : now).UtcTicks;
        return new PriceTick(
            price.Pair,
            price.Mid,
            price.Ask - price.Bid,
            new TickOrder(new DateTimeOffset(at - (at % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero), price.Epoch, price.Sequence),
            OriginOf(price.Derived, onFixing: price.Kind == SourceKind.Fixing),
            price.Simulated);
    }

    private static CandleOrigin OriginOf(bool derived, bool onFixing) => (derived, onFixing) switch
    {
        (false, false) => CandleOrigin.Decided,
        (false, true) => CandleOrigin.DecidedOnFixing,
        (true, false) => CandleOrigin.Derived,
        (true, true) => CandleOrigin.DerivedFromFixing,
    };
}
