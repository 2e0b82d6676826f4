using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Reads <c>{"s":"ok","t":[…],"o":[…],"h":[…],"l":[…],"c":[…],"v":[…]}</c>, stamped at the bar's opening in seconds, and <c>{"s":"no_data"}</c>.</summary>
internal static class FinnhubCandlesAnswer
{
    /// <summary>
    /// Bars, oldest first; each price turned over where the pair is kept the other way round, and then without a volume. Bars of one time
    /// that contradict one another are left out.
    /// </summary>
    /// <param name="body">The answer.</param>
    /// <param name="opens">When a bar of that stamp opens; null for one that is none.</param>
    /// <param name="inverted">True to turn over.</param>
    /// <exception cref="ProviderException">It is no such answer, or one without a usable bar.</exception>
    public static IReadOnlyList<HistoryBar> Read(ReadOnlyMemory<byte> body, Func<DateTimeOffset, DateTimeOffset?> opens, bool inverted) => JsonAnswer.Read(body, root =>
    {
        var state = FinnhubAnswer.Checked(root).Text("s");
        if (state == "no_data")
        {
            throw new ProviderException(ProviderFailureKind.Empty, "No candle.");
        }

        JsonElement[] columns = [.. new[] { "t", "o", "h", "l", "c" }.Select(name => root.Member(name))];
        var count = columns[0].ValueKind == JsonValueKind.Array ? columns[0].GetArrayLength() : 0;
        if (state != "ok" || Array.Exists(columns, column => column.ValueKind != JsonValueKind.Array || column.GetArrayLength() != count))
        {
            throw Unreadable.Because("No columns of one length where they belong.");
        }

        var volumes = root.Member("v") is { ValueKind: JsonValueKind.Array } v && v.GetArrayLength() == count ? v : default;
        var bars = new SortedDictionary<DateTimeOffset, HistoryBar?>();
        for (var i = 0; i < count; i++)
        {
            if (Bar(columns, volumes, i, opens) is { } bar && !bars.TryAdd(bar.Opens, bar) && bars[bar.Opens] != bar)
            {
                bars[bar.Opens] = null;
            }
        }

        var usable = bars.Values.OfType<HistoryBar>().Select(bar => inverted ? Invert(bar) : bar).ToList();
        return usable.Count > 0 ? usable : throw new ProviderException(ProviderFailureKind.Empty, "No usable candle.");
    });

    private static HistoryBar? Bar(JsonElement[] columns, JsonElement volumes, int i, Func<DateTimeOffset, DateTimeOffset?> opens)
    {
        if (UpstreamTime.Seconds(columns[0][i]) is not { } stamp || opens(stamp) is not { } at
            || !WireNumber.TryReadPrice(columns[1][i], out var open) || !WireNumber.TryReadPrice(columns[2][i], out var high)
            || !WireNumber.TryReadPrice(columns[3][i], out var low) || !WireNumber.TryReadPrice(columns[4][i], out var close)
            || high < Math.Max(open, close) || low > Math.Min(open, close))
        {
            return null;
        }

        return new HistoryBar(at, open, high, low, close, volumes.ValueKind == JsonValueKind.Array ? WireNumber.Amount(volumes[i]) ?? 0 : 0);
    }

    private static HistoryBar Invert(HistoryBar bar) =>
        new(bar.Opens, Inverse(bar.Open), Inverse(bar.Low), Inverse(bar.High), Inverse(bar.Close), 0);

    private static decimal Inverse(decimal price) => RatePrecision.Round(RatePrecision.Invert(price), RatePrecision.Derived);
}
