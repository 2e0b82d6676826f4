using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>A pair's days, as far as they could be had. Immutable.</summary>
/// <param name="Days">Oldest first, each once.</param>
/// <param name="RetryAfter">When to ask again, where days may be missing because an upstream failed; else null.</param>
internal sealed record PairDays(IReadOnlyList<DailyRate> Days, TimeSpan? RetryAfter = null)
{
    /// <summary>Both's, the first's before the other's.</summary>
    public PairDays With(PairDays other) => new(DailyRates.Merge(Days, other.Days), RetryAfter ?? other.RetryAfter);
}
