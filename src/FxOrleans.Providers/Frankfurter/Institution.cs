using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>An institution that publishes rates of its own, one row of <c>institutions.csv</c>. Immutable.</summary>
/// <param name="Key">Frankfurter's key for it, such as <c>CBN</c>.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Country">ISO 3166 code; null where there are several or none is known.</param>
/// <param name="Currency">The currency that it issues; null where none is known.</param>
/// <param name="Kind"><c>official</c>, <c>parallel</c> or <c>historical</c>.</param>
/// <param name="Calendar">When it publishes.</param>
/// <param name="Cadence"><c>daily</c>, <c>weekly</c>, <c>monthly</c> or <c>none</c>.</param>
/// <param name="Copies">The group whose rates it passes on; <c>issuer</c> where it reports each currency's own central bank; null for its own rates.</param>
/// <param name="Weight">Relative trust, above 0.</param>
/// <param name="Rank">Its place in the table: the lower is preferred.</param>
internal sealed record Institution(
    string Key, string Name, string? Country, string? Currency, string Kind, PublicationCalendar Calendar, string Cadence, string? Copies, double Weight, int Rank)
{
    /// <summary><see cref="Copies"/> of one that reports each currency's own central bank.</summary>
    public const string Issuer = "issuer";

    /// <summary>True for rates that may be blended with those of other official sources.</summary>
    public bool IsOfficial => Kind == "official";

    /// <summary>True where it passes on what each currency's own central bank says.</summary>
    public bool ReportsIssuers => Copies == Issuer;

    /// <summary>When its next publication after one of that date is late: a missed week or month counts for who publishes weekly or monthly.</summary>
    public DateTimeOffset Due(DateOnly newest) => Cadence switch
    {
        "weekly" => Calendar.NextDue(newest.AddDays(6)),
        "monthly" => Calendar.NextDue(newest.AddMonths(2)),
        _ => Calendar.NextDue(newest),
    };
}
