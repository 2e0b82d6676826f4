namespace FxOrleans.Pricing;

/// <summary>A candle and whose it is. Immutable.</summary>
/// <param name="Pair">In the direction in which the ticks were.</param>
/// <param name="Interval">How long it lasts.</param>
/// <param name="Candle">The candle.</param>
/// <param name="Seen">True where an earlier, unfinished state of it has been given out before.</param>
public readonly record struct CandleRow(CurrencyPair Pair, CandleInterval Interval, Candle Candle, bool Seen = false);
