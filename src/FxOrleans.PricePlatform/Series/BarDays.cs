using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>Reads the days from a cached answer with daily bars of a provider, in the shape of <c>/ohlcv?interval=1d</c>.</summary>
internal static class BarDays
{
    /// <summary>Half a day after its open every bar is in the day that it belongs to, whether days are cut at midnight UTC or at 17:00 in New York.</summary>
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    /// <summary>The day of a bar or candle that opens then.</summary>
    public static DateOnly DayOf(DateTimeOffset opens) => DateOnly.FromDateTime((opens + Noon).UtcDateTime);

    /// <summary>
    /// The days from <paramref name="from"/> to <paramref name="to"/>; none where it is no such answer, since others may write there. A provider's
    /// fixing is the whole day: it does not open with the day before.
    /// </summary>
    public static IReadOnlyList<DailyRate> Read(ReadOnlyMemory<byte> body, DateOnly from, DateOnly to)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, from, to);
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return [];
        }
    }

    private static List<DailyRate> Read(JsonElement root, DateOnly from, DateOnly to)
    {
        var provider = root.GetProperty("provider").GetString();
        var (simulated, fixings) = (root.GetProperty("simulated").GetBoolean(), root.TryGetProperty("fixings", out var said) && said.GetBoolean());
        var days = new List<DailyRate>();
        foreach (var bar in root.GetProperty("data").EnumerateArray())
        {
            var day = DayOf(bar.GetProperty("time").GetDateTimeOffset());
            if (day < from || day > to || (days.Count > 0 && day <= days[^1].Day))
            {
                continue;
            }

            var close = bar.GetProperty("close").GetDecimal();
            days.Add(fixings
                ? DailyRate.Fixing(day, close, RateOrigin.Provider, provider, simulated)
                : new DailyRate(day, close, Range(bar), RateOrigin.Provider, provider, simulated));
        }

        return days;
    }

    private static DailyRange Range(JsonElement bar) =>
        new(bar.GetProperty("open").GetDecimal(), bar.GetProperty("high").GetDecimal(), bar.GetProperty("low").GetDecimal());
}
