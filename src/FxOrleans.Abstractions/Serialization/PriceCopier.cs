using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="Price"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class PriceCopier : ShallowCopier<Price>;
