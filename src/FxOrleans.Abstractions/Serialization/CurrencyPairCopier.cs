using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="CurrencyPair"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class CurrencyPairCopier : ShallowCopier<CurrencyPair>;
