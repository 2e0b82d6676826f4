using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="ProviderFailure"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class ProviderFailureConverter : IConverter<ProviderFailure, ProviderFailureSurrogate>
{
    public ProviderFailure ConvertFromSurrogate(in ProviderFailureSurrogate surrogate) => new(surrogate.At, surrogate.Kind, surrogate.Message);

    public ProviderFailureSurrogate ConvertToSurrogate(in ProviderFailure value) => new() { At = value.At, Kind = value.Kind, Message = value.Message };
}
