namespace FxOrleans.Pricing;

/// <summary>What the record says of a pair at a moment: a tick at or before it, never one after it. Immutable.</summary>
/// <param name="Pair">The pair in the direction asked for.</param>
/// <param name="Mid">The tick's mid, in units of the quote for one of the base.</param>
/// <param name="Spread">The mean ask − bid of the candle that it was in, in price units; 0 or more.</param>
/// <param name="Range">The high − low of that candle: how far the price went while it lasted.</param>
/// <param name="Tick">Which tick it was.</param>
/// <param name="Interval">The candle's interval: the finer, the closer is the tick to the moment asked for.</param>
/// <param name="Origin">What the candle was made of.</param>
/// <param name="Simulated">True where it was made up.</param>
public sealed record RecordedPrice(
    CurrencyPair Pair, decimal Mid, decimal Spread, decimal Range, TickOrder Tick, CandleInterval Interval, CandleOrigin Origin, bool Simulated)
{
    /// <summary>A real price is preferred to a simulated one unless it is that much older.</summary>
    private static readonly TimeSpan RealPreferred = TimeSpan.FromDays(7);

    /// <summary>The tick's time, UTC.</summary>
    public DateTimeOffset At => Tick.At;

    /// <summary>What a candle says of <paramref name="at"/> without looking ahead: its last tick, else its first; null where even that came later.</summary>
    public static RecordedPrice? Of(CurrencyPair pair, CandleInterval interval, Candle candle, DateTimeOffset at) =>
        candle.First.At > at ? null
        : candle.Last.At <= at ? new(pair, candle.Close, candle.Spread, candle.High - candle.Low, candle.Last, interval, candle.Origin, candle.Simulated)
        : new(pair, candle.Open, candle.Spread, candle.High - candle.Low, candle.First, interval, candle.Origin, candle.Simulated);

    /// <summary>The one that says more: the newer, but a real one before a simulated one that is at most a week newer; of the same tick that of the finer candle.</summary>
    public static RecordedPrice? Better(RecordedPrice? left, RecordedPrice? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        if (left.Simulated != right.Simulated)
        {
            var (real, simulated) = left.Simulated ? (right, left) : (left, right);
            return simulated.At - real.At <= RealPreferred ? real : simulated;
        }

        var order = left.Tick.CompareTo(right.Tick);
        order = order != 0 ? order : right.Origin.CompareTo(left.Origin);
        order = order != 0 ? order : right.Interval.CompareTo(left.Interval);
        return order >= 0 ? left : right;
    }
}
