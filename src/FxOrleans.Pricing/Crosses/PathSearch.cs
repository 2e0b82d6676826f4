namespace FxOrleans.Pricing;

/// <summary>
/// Finds the legs from one asset to another. The direct price or its inverse is taken where it is of a live source and not stale. A direct
/// price of a slower kind or a stale one gives way to a path whose legs are all live, and stays where there is none. One that was itself derived
/// gives way to any path: it is a cross that another node has written. Without a direct price it is the best path through one bridge, else through two. Best: fewest simulated legs, then fewest stale
/// ones, then the least uncertainty, which age adds to.
/// </summary>
public static class PathSearch
{
    /// <summary>The most legs that a path has.</summary>
    public const int MaxLegs = 3;

    /// <summary>How much relative variance a stale leg adds: more than all fresh ones together can.</summary>
    private const double StalePenalty = 1000;

    /// <summary>How much a simulated leg adds: as within one pair, an old real price is preferred to a fresh made-up one.</summary>
    private const double SimulatedPenalty = 1_000_000;

    /// <summary>How much a leg adds that is itself a cross: it is taken only where no quoted one leads.</summary>
    private const double DerivedPenalty = 100;

    /// <summary>Relative variance of a day's age: the square of 0.5 %, a major's usual day.</summary>
    private const double VariancePerDay = 0.005 * 0.005;

    /// <summary>Writes the path's legs and gives their number; 0 when there is none. The assets differ.</summary>
    public static int Find(IPriceBook book, Asset from, Asset to, DateTimeOffset now, TimeSpan maxAge, Span<Leg> legs)
    {
        var hasDirect = book.TryGetLeg(from, to, out var direct);
        if (hasDirect && !MayGiveWay(direct.Price, now, maxAge))
        {
            legs[0] = direct;
            return 1;
        }

        var search = new Search(book, now, maxAge, hasDirect && !direct.Price.Derived, direct.Price.Simulated);
        var count = search.FindOneBridge(from, to, legs);
        if (count == 0)
        {
            count = search.FindTwoBridges(from, to, legs);
        }

        if (count == 0 && hasDirect)
        {
            legs[0] = direct;
            return 1;
        }

        return count;
    }

    /// <summary>Returns whether a pair's own price may give way to a cross: unless it is of live sources, decided for itself, and not stale.</summary>
    public static bool MayGiveWay(in Price direct, DateTimeOffset now, TimeSpan maxAge) =>
        direct.Kind != SourceKind.Live || direct.Derived || now > direct.StaleAt(maxAge);

    private readonly ref struct Search(IPriceBook book, DateTimeOffset now, TimeSpan maxAge, bool liveOnly, bool simulated)
    {
        public int FindOneBridge(Asset from, Asset to, Span<Leg> legs)
        {
            var best = double.PositiveInfinity;
            var count = 0;
            foreach (var bridge in book.Neighbours(from))
            {
                if (TryGet(from, bridge, out var first) && TryGet(bridge, to, out var second))
                {
                    var cost = Cost(first) + Cost(second);
                    if (cost < best)
                    {
                        (best, count, legs[0], legs[1]) = (cost, 2, first, second);
                    }
                }
            }

            return count;
        }

        public int FindTwoBridges(Asset from, Asset to, Span<Leg> legs)
        {
            var best = double.PositiveInfinity;
            var count = 0;
            foreach (var near in book.Neighbours(from))
            {
                if (near == to || !TryGet(from, near, out var first))
                {
                    continue;
                }

                foreach (var far in book.Neighbours(to))
                {
                    if (far != from && TryGet(near, far, out var middle) && TryGet(far, to, out var last))
                    {
                        var cost = Cost(first) + Cost(middle) + Cost(last);
                        if (cost < best)
                        {
                            (best, count, legs[0], legs[1], legs[2]) = (cost, 3, first, middle, last);
                        }
                    }
                }
            }

            return count;
        }

        // Beside a direct price only live legs count, and no made-up one beside a real price.
        private bool TryGet(Asset from, Asset to, out Leg leg) =>
            book.TryGetLeg(from, to, out leg)
            && (!liveOnly || (leg.Price.StatusAt(now, maxAge) == PriceStatus.Live && (simulated || !leg.Price.Simulated)));

        private double Cost(in Leg leg)
        {
            var price = leg.Price;
            var relative = (double)price.Confidence / (double)price.Mid;
            var days = Math.Max(0, (now - price.Timestamp).TotalDays);
            return (relative * relative) + (days * VariancePerDay) + (now > price.StaleAt(maxAge) ? StalePenalty : 0)
                + (price.Simulated ? SimulatedPenalty : 0) + (price.Derived ? DerivedPenalty : 0);
        }
    }
}
