namespace FxOrleans.Grains;

/// <summary>What the storage keeps of a provider's calls.</summary>
[GenerateSerializer, Alias("fx.CallLedgerState")]
internal sealed class CallLedgerState
{
    /// <summary>When the last call was made, UTC.</summary>
    [Id(0)]
    public DateTimeOffset LastCall { get; set; }

    /// <summary>What was left of the provider's budget; null when no budget is known.</summary>
    [Id(1)]
    public int? QuotaLeft { get; set; }
}
