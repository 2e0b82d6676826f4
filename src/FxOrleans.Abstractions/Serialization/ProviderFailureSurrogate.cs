using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="ProviderFailure"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.ProviderFailure")]
public struct ProviderFailureSurrogate
{
    [Id(0)]
    public DateTimeOffset At;

    [Id(1)]
    public string Kind;

    [Id(2)]
    public string Message;
}
