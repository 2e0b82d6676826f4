using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>What follows from daily fixings, which a central bank publishes in the afternoon of their day.</summary>
internal static class Fixings
{
    /// <summary>How far back the newest fixing and the one before it are found, over every holiday.</summary>
    public const int DaysForTwo = 10;

    /// <summary>Daily bars: a day opens with the fixing before it and closes with its own.</summary>
    public static IReadOnlyList<HistoryBar> Bars(IReadOnlyList<PastPrice> fixings)
    {
        var bars = new List<HistoryBar>(fixings.Count);
        for (var i = 0; i < fixings.Count; i++)
        {
            var (close, open) = (fixings[i].Price, fixings[Math.Max(0, i - 1)].Price);
            bars.Add(new HistoryBar(fixings[i].Timestamp, open, Math.Max(open, close), Math.Min(open, close), close, 0));
        }

        return bars;
    }

    /// <summary>The fixing before the newest, and the newest, of each asset that has two, in dollars for one.</summary>
    /// <param name="fixings">By day, units of each asset for one dollar.</param>
    public static IReadOnlyDictionary<Asset, DayAgoPrice> DayBefore(IEnumerable<(Asset Asset, PastPrice Fixing)> fixings) => fixings
        .GroupBy(row => row.Asset)
        .Select(same => (Asset: same.Key, Newest: same.Select(row => row.Fixing).OrderByDescending(fixing => fixing.Timestamp).Take(2).ToList()))
        .Where(row => row.Newest.Count == 2)
        .ToDictionary(row => row.Asset, row => new DayAgoPrice(InDollars(row.Newest[1].Price), InDollars(row.Newest[0].Price)));

    private static decimal InDollars(decimal price) => RatePrecision.Round(RatePrecision.Invert(price), RatePrecision.Derived);
}
