namespace FxOrleans.Pricing;

/// <summary>Candles of a pair that open in [<see cref="From"/>, <see cref="To"/>).</summary>
/// <param name="Pair">Either direction of a recorded pair.</param>
/// <param name="Interval">How long each lasts.</param>
/// <param name="From">The earliest open, UTC.</param>
/// <param name="To">What opens then or later is left out.</param>
/// <param name="Limit">At most that many, from 1: the newest, where there are more.</param>
public readonly record struct CandleQuery(CurrencyPair Pair, CandleInterval Interval, DateTimeOffset From, DateTimeOffset To, int Limit);
