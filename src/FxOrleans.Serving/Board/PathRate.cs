using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>The rate along a path as the markets are now, and what it was made of. Immutable.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="MadeFrom">The price of each step.</param>
/// <param name="StaleAt">When the first of them turns stale by this node's monotonic clock.</param>
internal sealed record PathRate(Rate Rate, ReceivedPrice[] MadeFrom, TimeSpan StaleAt)
{
    /// <summary>Combines the markets of a path of one step or more; null when the product leaves a decimal's range.</summary>
    public static PathRate? Of(ReadOnlySpan<PathStep> path, TimeSpan maxAge)
    {
        var received = new ReceivedPrice[path.Length];
        for (var i = 0; i < path.Length; i++)
        {
            received[i] = path[i].Market.Latest;
        }

        return Of(path, received, maxAge);
    }

    /// <summary>The same of other prices than the latest, one for each step.</summary>
    public static PathRate? Of(ReadOnlySpan<PathStep> path, ReceivedPrice[] received, TimeSpan maxAge)
    {
        var legs = new Leg[path.Length];
        var staleAt = TimeSpan.MaxValue;
        for (var i = 0; i < path.Length; i++)
        {
            legs[i] = new Leg(received[i].Price, path[i].Inverted);
            staleAt = received[i].StaleAt < staleAt ? received[i].StaleAt : staleAt;
        }

        return CrossRate.TryCombine(legs, maxAge, out var rate) ? new PathRate(rate!, received, staleAt) : null;
    }

    /// <summary>
    /// Encodes it with the status and the usage that it has at <paramref name="now"/>, by the wall's clock and by this node's own: those of
    /// its worst leg.
    /// </summary>
    public EncodedRate Encode(RateBoard board, ClockReading now)
    {
        var (policy, pegs) = (board.Policy, board.Pegs.Version);
        var stale = now.Monotonic > StaleAt || now.Wall > Rate.StaleAt;
        var (reasons, until) = (UsageReason.None, stale ? TimeSpan.MaxValue : StaleAt);
        foreach (var box in MadeFrom)
        {
            reasons |= UsageRule.Judge(board.Pegs.Mark(box.Price), policy, now.Wall, now.Monotonic > box.StaleAt);
            var same = SameUntil(box.Price, policy, now);
            until = same < until ? same : until;
        }

        return new EncodedRate(Rate, stale ? PriceStatus.Stale : Rate.FreshStatus, reasons, MadeFrom, until, pegs);
    }

    // What time alone changes beside the status: the age that the policy allows, and the market's hours, which begin and end on half hours.
    private static TimeSpan SameUntil(in Price price, PricingPolicy policy, ClockReading now)
    {
        var left = policy.LimitsOf(price.Pair).MaxAge - (now.Wall - price.Timestamp);
        left = left < TimeSpan.Zero ? TimeSpan.MaxValue : left;
        if (!price.Simulated && MarketHours.Closes(price.Pair))
        {
            var hours = MarketHours.Step - TimeSpan.FromTicks(now.Wall.UtcTicks % MarketHours.Step.Ticks) - TimeSpan.FromTicks(1);
            left = hours < left ? hours : left;
        }

        return left < TimeSpan.MaxValue - now.Monotonic ? now.Monotonic + left : TimeSpan.MaxValue;
    }
}
