using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>What an institution published in a month. Immutable.</summary>
/// <param name="Source">The institution.</param>
/// <param name="Month">The first day of the month.</param>
internal sealed record CacheRequestOfficial(OfficialSource Source, DateOnly Month) : CacheRequest
{
    /// <inheritdoc/>
    public override CacheKey Key => CacheKey.Official(Source.Code, Month);

    /// <summary>Reads the parts of a name; null where they are nothing that there is.</summary>
    public static CacheRequestOfficial? Read(string source, string month) =>
        OfficialSource.Find(source) is { } known && DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && first.AddMonths(1) > known.Earliest
            ? new CacheRequestOfficial(known, first)
            : null;
}
