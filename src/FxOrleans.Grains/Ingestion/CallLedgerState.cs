namespace FxOrleans.Grains;

/// <summary>What is written down of a provider's calls.</summary>
[GenerateSerializer, Alias("fx.CallLedgerState")]
internal sealed class CallLedgerState
{
    /// <summary>When the last call was made, UTC.</summary>
    [Id(0)]
    public DateTimeOffset LastCall { get; set; }

    /// <summary>What the provider's budget had left; null while none is known.</summary>
    [Id(1)]
    public int? QuotaLeft { get; set; }
}
