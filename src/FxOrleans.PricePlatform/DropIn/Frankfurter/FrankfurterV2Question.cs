using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform.DropIn.Frankfurter;

/// <summary>What is asked of Frankfurter's v2 (lib/versions/v2/rate_query.rb of lineofflight/frankfurter). Immutable.</summary>
/// <param name="Base">The base; the euro by default.</param>
/// <param name="Quotes">The quotes; null for all.</param>
/// <param name="Date">One past day; null for now or for a span.</param>
/// <param name="From">The first day of a span; null where none is asked for.</param>
/// <param name="To">Its last day.</param>
/// <param name="Group">Days, weeks or months.</param>
internal sealed record FrankfurterV2Question(Asset Base, IReadOnlyList<Asset>? Quotes, DateOnly? Date, DateOnly? From, DateOnly? To, SeriesGroup Group)
{
    private static readonly string[] Known = ["base", "quotes", "date", "from", "to", "group"];

    private static readonly string[] Elsewhere = ["providers", "expand"];

    /// <summary>Reads it; the message where it is wrong.</summary>
    public static string? Read(IQueryCollection query, out FrankfurterV2Question asked)
    {
        asked = new FrankfurterV2Question(AssetCatalog.Eur, null, null, null, null, SeriesGroup.Day);
        if (query.Keys.FirstOrDefault(key => Elsewhere.Contains(key)) is { } other)
        {
            return $"{other} is not known here: the rates are this service's own; /v1 and /rates/official have the ECB's";
        }

        var unknown = query.Keys.Where(key => !Known.Contains(key)).Select(QueryReader.Echo).ToArray();
        if (unknown.Length > 0)
        {
            return $"unknown parameter: {string.Join(", ", unknown)}";
        }

        if (!IsDay(query["date"], out var date) || !IsDay(query["from"], out var from) || !IsDay(query["to"], out var to))
        {
            return "invalid date";
        }

        var (group, isGroup) = query["group"].FirstOrDefault()?.ToLowerInvariant() switch
        {
            null => (SeriesGroup.Day, true),
            "week" => (SeriesGroup.Week, true),
            "month" => (SeriesGroup.Month, true),
            _ => (SeriesGroup.Day, false),
        };
        if (date is not null && (from is not null || to is not null))
        {
            return "conflicting params";
        }

        if (!isGroup)
        {
            return "invalid group";
        }

        var codes = query["quotes"].FirstOrDefault()?.Split(',');
        string[] wrong = [.. (query["base"].FirstOrDefault() is { } text ? [text] : Array.Empty<string>()).Concat(codes ?? []).Where(code => !AssetCatalog.TryGet(code, out _))];
        if (wrong.Length > 0)
        {
            return $"invalid currency: {string.Join(",", wrong.Select(code => QueryReader.Echo(code.ToUpperInvariant())))}";
        }

        var @base = query["base"].FirstOrDefault() is { } given ? Asset(given) : AssetCatalog.Eur;
        asked = new FrankfurterV2Question(@base, codes is null ? null : [.. codes.Select(Asset).Distinct()], date, from, to, group);
        return asked.Quotes is not null || (date is null && from is null) ? null : "name quotes with a date here, such as quotes=USD,GBP";
    }

    private static Asset Asset(string code) => AssetCatalog.TryGet(code, out var asset) ? asset : AssetCatalog.Eur;

    private static bool IsDay(Microsoft.Extensions.Primitives.StringValues given, out DateOnly? day)
    {
        var isDay = DateOnly.TryParseExact(given.FirstOrDefault(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        day = isDay ? read : null;
        return isDay || given.Count == 0;
    }
}
