namespace FxOrleans.Pricing;

/// <summary>What is known of one institution whose own rates a provider passes on. Immutable.</summary>
/// <param name="Key">The provider's name for it, such as <c>CBN</c>; in explanations its source is <c>Frankfurter/CBN</c>.</param>
/// <param name="Name">Its full name; the key where it is not in the table of institutions.</param>
/// <param name="Country">ISO 3166 code; null where there are several, or it is unknown.</param>
/// <param name="Currency">The currency that it issues; null where it is unknown.</param>
/// <param name="Kind"><c>official</c>, <c>parallel</c> (never blended with official rates) or <c>historical</c>.</param>
/// <param name="Group">Institutions of one group pass on the same rates and are one voice.</param>
/// <param name="Newest">The date of its newest rate.</param>
/// <param name="Due">When its next publication is due, UTC, an hour's grace included.</param>
/// <param name="Quotes">How many currencies it quoted in the last answer.</param>
/// <param name="Excluded">Of those, how many the provider itself left out of its blend while it took others.</param>
public sealed record InstitutionStatus(
    string Key, string Name, string? Country, string? Currency, string Kind, string Group, DateOnly Newest, DateTimeOffset Due, int Quotes, int Excluded)
{
    /// <summary>Since when it has missed its own publication, UTC; null while it has not.</summary>
    public DateTimeOffset? MissedSince { get; init; }

    /// <summary>The same at that moment.</summary>
    public InstitutionStatus At(DateTimeOffset now) => this with { MissedSince = now > Due ? Due : null };
}
