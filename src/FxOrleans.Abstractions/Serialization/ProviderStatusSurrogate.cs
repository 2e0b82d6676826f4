using FxOrleans.Pricing;

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
}
