using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads <c>market_chart</c>, <c>{"prices":[[ms,price]…],"market_caps":…,"total_volumes":[[ms,volume]…]}</c>, and <c>ohlc</c>,
/// <c>[[ms,o,h,l,c]…]</c>, stamped at the bar's close.
/// </summary>
internal static class CoinGeckoChartAnswer
{
    /// <exception cref="ProviderException">It is no such answer, or one without a usable point.</exception>
    public static CoinGeckoChart ReadChart(ReadOnlyMemory<byte> body) => JsonAnswer.Read(body, root =>
    {
        if (CoinGeckoAnswer.Error(root) is { } error)
        {
            throw error;
        }

        if (root.Member("prices") is not { ValueKind: JsonValueKind.Array } prices)
        {
            throw Unreadable.Because("No prices where they belong.");
        }

        var rows = new HistoryRows();
        foreach (var row in prices.EnumerateArray())
        {
            var at = Time(row, 2);
            rows.Add(at, at is null ? default : row[1]);
        }

        return new CoinGeckoChart(rows.ToPoints(), Volumes(root.Member("total_volumes")));
    });

    /// <summary>Bars of that length, oldest first.</summary>
    /// <exception cref="ProviderException">It is no such answer, or one without a usable bar.</exception>
    public static IReadOnlyList<HistoryBar> ReadBars(ReadOnlyMemory<byte> body, TimeSpan length) => JsonAnswer.Read(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            throw CoinGeckoAnswer.Error(root) ?? Unreadable.Because("No array of bars where one belongs.");
        }

        // Two stamps within one bar are the bar while it grows: the later one counts.
        var bars = new SortedDictionary<DateTimeOffset, HistoryBar>();
        foreach (var row in root.EnumerateArray())
        {
            if (Time(row, 5) is { } closes && Bar(row, Bars.Open(closes.AddTicks(-1), length)) is { } bar)
            {
                bars[bar.Opens] = bar;
            }
        }

        return bars.Count > 0 ? (IReadOnlyList<HistoryBar>)[.. bars.Values] : throw new ProviderException(ProviderFailureKind.Empty, "No usable bar.");
    });

    private static HistoryBar? Bar(JsonElement row, DateTimeOffset opens)
    {
        Span<decimal> values = stackalloc decimal[4];
        for (var i = 0; i < 4; i++)
        {
            if (!WireNumber.TryReadPrice(row[i + 1], out values[i]))
            {
                return null;
            }
        }

        var (open, high, low, close) = (values[0], values[1], values[2], values[3]);
        return high >= Math.Max(open, close) && low <= Math.Min(open, close) ? new HistoryBar(opens, open, high, low, close, 0) : null;
    }

    private static Dictionary<DateTimeOffset, decimal> Volumes(JsonElement volumes)
    {
        var traded = new Dictionary<DateTimeOffset, decimal>();
        if (volumes.ValueKind == JsonValueKind.Array)
        {
            foreach (var row in volumes.EnumerateArray())
            {
                if (Time(row, 2) is { } at && WireNumber.Amount(row[1]) is { } volume)
                {
                    traded[at] = volume;
                }
            }
        }

        return traded;
    }

    private static DateTimeOffset? Time(JsonElement row, int cells) =>
        row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == cells ? UpstreamTime.Milliseconds(row[0]) : null;
}
