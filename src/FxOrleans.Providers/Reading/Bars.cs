using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Makes bars of points and of shorter bars. A bar opens at a multiple of its length since 1970.</summary>
internal static class Bars
{
    /// <summary>The open of the bar of that length in which the moment lies.</summary>
    public static DateTimeOffset Open(DateTimeOffset at, TimeSpan length) => new(at.UtcTicks - (at.UtcTicks % length.Ticks), TimeSpan.Zero);

    /// <summary>
    /// Bars of points, which come oldest first. A bar begins with what was known when it opened, and a point at its very end still
    /// belongs to it: it is its close. A bar without a point of its own is left out.
    /// </summary>
    public static IReadOnlyList<HistoryBar> OfPoints(IReadOnlyList<PastPrice> points, TimeSpan length, Func<PastPrice, decimal> volume)
    {
        var bars = new List<HistoryBar>();
        for (var i = 0; i < points.Count; i++)
        {
            var (at, price) = points[i];
            var opens = Open(at.AddTicks(-1), length);
            if (bars.Count > 0 && bars[^1].Opens == opens)
            {
                var bar = bars[^1];
                bars[^1] = bar with { High = Math.Max(bar.High, price), Low = Math.Min(bar.Low, price), Close = price, Volume = volume(points[i]) };
            }
            else if (i > 0)
            {
                var open = points[i - 1].Price;
                bars.Add(new HistoryBar(opens, open, Math.Max(open, price), Math.Min(open, price), price, volume(points[i])));
            }
        }

        return bars;
    }

    /// <summary>Longer bars of shorter ones, which come oldest first and whose length divides the longer. A first bar whose beginning is missing is left out.</summary>
    public static IReadOnlyList<HistoryBar> OfBars(IReadOnlyList<HistoryBar> shorter, TimeSpan length)
    {
        var bars = new List<HistoryBar>();
        foreach (var part in shorter)
        {
            var opens = Open(part.Opens, length);
            if (bars.Count > 0 && bars[^1].Opens == opens)
            {
                var bar = bars[^1];
                bars[^1] = bar with
                {
                    High = Math.Max(bar.High, part.High),
                    Low = Math.Min(bar.Low, part.Low),
                    Close = part.Close,
                    Volume = bar.Volume + part.Volume,
                };
            }
            else if (bars.Count > 0 || part.Opens == opens)
            {
                bars.Add(part with { Opens = opens });
            }
        }

        return bars;
    }

    /// <summary>What was asked for of them.</summary>
    public static IReadOnlyList<HistoryBar> Within(this IEnumerable<HistoryBar> bars, HistoryRequest request) =>
        [.. bars.Where(bar => bar.Opens >= request.From && bar.Opens < request.To)];

    /// <summary>What was asked for of them.</summary>
    public static IReadOnlyList<PastPrice> Within(this IEnumerable<PastPrice> points, HistoryRequest request) =>
        [.. points.Where(point => point.Timestamp >= request.From && point.Timestamp <= request.To)];
}
