namespace FxOrleans.Pricing;

/// <summary>
/// Finds the legs from one asset to another: the direct price or its inverse where there is one, else the best path through
/// one bridge, else through two. Best: fewest simulated legs, then fewest stale ones, then the least uncertainty, which
/// age adds to.
/// </summary>
public static class PathSearch
{
    /// <summary>The most legs that a path has.</summary>
    public const int MaxLegs = 3;

    /// <summary>How much relative variance a stale leg adds: more than all fresh ones together can.</summary>
    private const double StalePenalty = 1000;

    /// <summary>How much a simulated leg adds: as within one pair, an old real price is preferred to a fresh made-up one.</summary>
    private const double SimulatedPenalty = 1_000_000;

    /// <summary>Relative variance of a day's age: the square of 0.5 %, a major's usual day.</summary>
    private const double VariancePerDay = 0.005 * 0.005;

    /// <summary>Writes the path's legs and gives their number; 0 when there is none. The assets differ.</summary>
    public static int Find(IPriceBook book, Asset from, Asset to, DateTimeOffset now, TimeSpan maxAge, Span<Leg> legs)
    {
        if (book.TryGetLeg(from, to, out legs[0]))
        {
            return 1;
        }

        var best = double.PositiveInfinity;
        var count = 0;
        foreach (var bridge in book.Neighbours(from))
        {
            if (book.TryGetLeg(from, bridge, out var first) && book.TryGetLeg(bridge, to, out var second))
            {
                var cost = Cost(first, now, maxAge) + Cost(second, now, maxAge);
                if (cost < best)
                {
                    (best, count, legs[0], legs[1]) = (cost, 2, first, second);
                }
            }
        }

        return count > 0 ? count : FindTwoBridges(book, from, to, now, maxAge, legs);
    }

    private static int FindTwoBridges(IPriceBook book, Asset from, Asset to, DateTimeOffset now, TimeSpan maxAge, Span<Leg> legs)
    {
        var best = double.PositiveInfinity;
        var count = 0;
        foreach (var near in book.Neighbours(from))
        {
            foreach (var far in book.Neighbours(to))
            {
                if (book.TryGetLeg(near, far, out var middle)
                    && book.TryGetLeg(from, near, out var first)
                    && book.TryGetLeg(far, to, out var last))
                {
                    var cost = Cost(first, now, maxAge) + Cost(middle, now, maxAge) + Cost(last, now, maxAge);
                    if (cost < best)
                    {
                        (best, count, legs[0], legs[1], legs[2]) = (cost, 3, first, middle, last);
                    }
                }
            }
        }

        return count;
    }

    private static double Cost(in Leg leg, DateTimeOffset now, TimeSpan maxAge)
    {
        var price = leg.Price;
        var relative = (double)price.Confidence / (double)price.Mid;
        var days = Math.Max(0, (now - price.Timestamp).TotalDays);
        return (relative * relative) + (days * VariancePerDay) + (now > price.StaleAt(maxAge) ? StalePenalty : 0)
            + (price.Simulated ? SimulatedPenalty : 0);
    }
}
