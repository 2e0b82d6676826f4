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

/// <summary>Between <see cref="ProviderFailure"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class ProviderFailureConverter : IConverter<ProviderFailure, ProviderFailureSurrogate>
{
    public ProviderFailure ConvertFromSurrogate(in ProviderFailureSurrogate surrogate) => new(surrogate.At, surrogate.Kind, surrogate.Message);

    public ProviderFailureSurrogate ConvertToSurrogate(in ProviderFailure value) => new() { At = value.At, Kind = value.Kind, Message = value.Message };
}
