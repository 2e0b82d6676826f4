using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>What an institution published in a month, as nodes share it. Digits stay as they were published. Immutable.</summary>
/// <param name="Source">The institution.</param>
/// <param name="Simulated">True when the rates are made up.</param>
/// <param name="Days">Oldest first.</param>
internal sealed record OfficialMonth(string Source, bool Simulated, IReadOnlyList<OfficialMonthDay> Days)
{
    /// <summary>The JSON of a month.</summary>
    public static byte[] Write(OfficialSource source, bool simulated, IReadOnlyList<OfficialDay> days) => JsonSerializer.SerializeToUtf8Bytes(
        new OfficialMonth(source.Code, simulated, [.. days.Select(day => new OfficialMonthDay(day.Date, day.Rates.ToDictionary(rate => rate.Key.Code, rate => rate.Value)))]),
        PlatformJson.Default.OfficialMonth);

    /// <summary>Reads the JSON of a month; null where it is none: others may write there.</summary>
    public static OfficialMonth? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PlatformJson.Default.OfficialMonth) is { Source: not null, Days: not null } month
                && month.Days.All(day => day is { Rates: not null })
                ? month
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The newest day up to <paramref name="date"/>; null where there is none.</summary>
    public OfficialMonthDay? Newest(DateOnly date) => Days.LastOrDefault(day => day.Date <= date);
}

/// <summary>One day of such a month. Immutable.</summary>
/// <param name="Date">The day for which the rates were published.</param>
/// <param name="Rates">Units of each asset for one of the institution's base, by the asset's code.</param>
internal sealed record OfficialMonthDay(DateOnly Date, IReadOnlyDictionary<string, decimal> Rates);
