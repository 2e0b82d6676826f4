using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="ProviderStatus"/> and its surrogate. The counts arrive in the order of their codes.</summary>
[RegisterConverter]
public sealed class ProviderStatusConverter : IConverter<ProviderStatus, ProviderStatusSurrogate>
{
    public ProviderStatus ConvertFromSurrogate(in ProviderStatusSurrogate surrogate) => new()
    {
        Name = surrogate.Name,
        State = surrogate.State,
        Kind = surrogate.Kind,
        Simulated = surrogate.Simulated,
        LastSuccess = surrogate.LastSuccess,
        LastFailure = surrogate.LastFailure,
        NewestQuote = surrogate.NewestQuote,
        Accepted = surrogate.Accepted,
        Rejected = surrogate.Rejected,
        Answers = surrogate.Answers,
        Failures = new SortedDictionary<string, long>(surrogate.Failures ?? [], StringComparer.Ordinal),
        Rejections = new SortedDictionary<string, long>(surrogate.Rejections ?? [], StringComparer.Ordinal),
        QuotaLeft = surrogate.QuotaLeft,
        Attribution = surrogate.Attribution,
        Since = surrogate.Since,
        Lag = surrogate.Lag,
        OutlierRate = surrogate.OutlierRate,
    };

    public ProviderStatusSurrogate ConvertToSurrogate(in ProviderStatus value) => new()
    {
        Name = value.Name,
        State = value.State,
        Kind = value.Kind,
        Simulated = value.Simulated,
        LastSuccess = value.LastSuccess,
        LastFailure = value.LastFailure,
        NewestQuote = value.NewestQuote,
        Accepted = value.Accepted,
        Rejected = value.Rejected,
        Answers = value.Answers,
        Failures = new Dictionary<string, long>(value.Failures),
        Rejections = new Dictionary<string, long>(value.Rejections),
        QuotaLeft = value.QuotaLeft,
        Attribution = value.Attribution,
        Since = value.Since,
        Lag = value.Lag,
        OutlierRate = value.OutlierRate,
    };
}
