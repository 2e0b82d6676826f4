using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Reads <c>{"s":"ok","t":[…],"o":[…],"h":[…],"l":[…],"c":[…],"v":[…]}</c>, stamped at the bar's opening in seconds, and <c>{"s":"no_data"}</c>.</summary>
internal static class FinnhubCandlesAnswer
{
    /// <summary>Bars of that length, oldest first; each price turned over where the pair is kept the other way round, and then without a volume.</summary>
    /// <exception cref="ProviderException">It is no such answer, or one without a usable bar.</exception>
    public static IReadOnlyList<PastBar> Read(ReadOnlyMemory<byte> body, TimeSpan length, bool inverted) => JsonAnswer.Read(body, root =>
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
        var bars = new SortedDictionary<DateTimeOffset, PastBar>();
        for (var i = 0; i < count; i++)
        {
            if (Bar(columns, volumes, i, length) is { } bar)
            {
                bars[bar.Opens] = inverted ? Invert(bar) : bar;
            }
        }

        return bars.Count > 0 ? (IReadOnlyList<PastBar>)[.. bars.Values] : throw new ProviderException(ProviderFailureKind.Empty, "No usable candle.");
    });

    private static PastBar? Bar(JsonElement[] columns, JsonElement volumes, int i, TimeSpan length)
    {
        if (columns[0][i].ValueKind != JsonValueKind.Number || !columns[0][i].TryGetInt64(out var seconds) || seconds is <= 0 or > 100_000_000_000
            || !Positive(columns[1][i], out var open) || !Positive(columns[2][i], out var high)
            || !Positive(columns[3][i], out var low) || !Positive(columns[4][i], out var close)
            || high < Math.Max(open, close) || low > Math.Min(open, close))
        {
            return null;
        }

        var volume = volumes.ValueKind == JsonValueKind.Array && Positive(volumes[i], out var traded) ? traded : 0;
        return new PastBar(Bars.Open(DateTimeOffset.FromUnixTimeSeconds(seconds), length), open, high, low, close, volume);
    }

    private static PastBar Invert(PastBar bar) =>
        new(bar.Opens, Inverse(bar.Open), Inverse(bar.Low), Inverse(bar.High), Inverse(bar.Close), 0);

    private static decimal Inverse(decimal price) => RatePrecision.Round(RatePrecision.Invert(price), RatePrecision.Derived);

    private static bool Positive(JsonElement number, out decimal value) => WireNumber.TryRead(number, out value, out _) && value > 0;
}
