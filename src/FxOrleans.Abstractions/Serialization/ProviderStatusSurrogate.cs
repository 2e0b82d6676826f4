using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="ProviderStatus"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.ProviderStatus")]
public struct ProviderStatusSurrogate
{
    [Id(0)]
    public string Name;

    [Id(1)]
    public string State;

    [Id(2)]
    public string Kind;

    [Id(3)]
    public bool Simulated;

    [Id(4)]
    public DateTimeOffset? LastSuccess;

    [Id(5)]
    public ProviderFailure? LastFailure;

    [Id(6)]
    public DateTimeOffset? NewestQuote;

    [Id(7)]
    public long Accepted;

    [Id(8)]
    public long Rejected;

    [Id(9)]
    public long Answers;

    [Id(10)]
    public Dictionary<string, long> Failures;

    [Id(11)]
    public Dictionary<string, long> Rejections;

    [Id(12)]
    public int? QuotaLeft;

    [Id(13)]
    public string? Attribution;

    [Id(14)]
    public DateTimeOffset Since;

    [Id(15)]
    public double? Lag;

    [Id(16)]
    public double OutlierRate;

    [Id(17)]
    public List<InstitutionStatus>? Institutions;

    [Id(18)]
    public Dictionary<string, string[]>? Currencies;

    /// <summary>By currency, as <see cref="Currencies"/>.</summary>
    [Id(19)]
    public Dictionary<string, int>? Voices;
}

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
        Institutions = surrogate.Institutions,
        Coverage = surrogate.Currencies is { } currencies && surrogate.Voices is { } voices
            ? new SortedDictionary<string, CurrencyVoices>(
                currencies.ToDictionary(currency => currency.Key, currency => new CurrencyVoices(voices.GetValueOrDefault(currency.Key), currency.Value)), StringComparer.Ordinal)
            : null,
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
        Institutions = value.Institutions?.ToList(),
        Currencies = value.Coverage?.ToDictionary(currency => currency.Key, currency => currency.Value.Institutions.ToArray()),
        Voices = value.Coverage?.ToDictionary(currency => currency.Key, currency => currency.Value.Voices),
    };
}

/// <summary>A <see cref="ProviderStatus"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class ProviderStatusCopier : ShallowCopier<ProviderStatus>;
