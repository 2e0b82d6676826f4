namespace FxOrleans.Pricing;

/// <summary>What one answer held: the quotes, and the rows that were none.</summary>
/// <param name="Quotes">All usable rows.</param>
/// <param name="Rejected">The others; the answer itself was good.</param>
public sealed record ProviderAnswer(IReadOnlyList<Quote> Quotes, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>When the provider says that it has something new; null where it does not say.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>Calls left in the provider's budget; null where there is none.</summary>
    public int? QuotaLeft { get; init; }

    /// <summary>Whose own rates the answer held; null where the provider does not say.</summary>
    public InstitutionCoverage? Coverage { get; init; }
}
