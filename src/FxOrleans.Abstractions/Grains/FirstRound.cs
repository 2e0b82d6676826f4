using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>How far a provider's first answer has come. Never changed once it is made.</summary>
[GenerateSerializer, Immutable, Alias("fx.FirstRound")]
public sealed class FirstRound
{
    /// <summary>True when every pair of the first answer has taken its quote, or there is no answer to wait for: it has failed, or is not due for long.</summary>
    [Id(0)]
    public bool IsOver { get; init; }

    /// <summary>The pairs of this provider that have a price, in the direction in which they are kept.</summary>
    [Id(1)]
    public CurrencyPair[] Priced { get; init; } = [];

    /// <summary>True once the first answer is there, whether or not its quotes have been taken yet.</summary>
    [Id(2)]
    public bool HasAnswered { get; init; }
}
