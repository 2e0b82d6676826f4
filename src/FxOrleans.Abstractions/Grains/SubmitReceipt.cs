using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>What became of the quotes of one <see cref="ICurrencyPairGrain.SubmitAsync"/>.</summary>
[GenerateSerializer, Immutable, Alias("fx.SubmitReceipt")]
public sealed class SubmitReceipt
{
    /// <summary>A verdict for each quote, in the order in which they were submitted.</summary>
    [Id(0)]
    public Verdict[] Verdicts { get; init; } = [];

    /// <summary>True when the market has a price.</summary>
    [Id(1)]
    public bool HasPrice { get; init; }
}
