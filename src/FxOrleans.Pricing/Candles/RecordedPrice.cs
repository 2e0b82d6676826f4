namespace FxOrleans.Pricing;

/// <summary>What the record says of a pair at a moment: a tick at or before it, never one after it. Immutable.</summary>
/// <param name="Pair">The pair in the direction asked for.</param>
/// <param name="Mid">The tick's mid, in units of the quote for one of the base.</param>
/// <param name="Spread">The mean ask − bid of the candle that it was in, in price units; 0 or more.</param>
/// <param name="Range">The high − low of that candle: how far the price went while it lasted.</param>
/// <param name="At">The tick's time, UTC.</param>
/// <param name="Interval">The candle's interval: the finer, the closer is <paramref name="At"/> to the moment asked for.</param>
/// <param name="Origin">What the candle was made of.</param>
/// <param name="Simulated">True where it was made up.</param>
public sealed record RecordedPrice(
    CurrencyPair Pair, decimal Mid, decimal Spread, decimal Range, DateTimeOffset At, CandleInterval Interval, CandleOrigin Origin, bool Simulated);
