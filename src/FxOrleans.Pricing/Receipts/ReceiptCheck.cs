namespace FxOrleans.Pricing;

/// <summary>What a check of a receipt came to. Default: <see cref="NotChecked"/>.</summary>
public enum ReceiptCheck : byte
{
    /// <summary>It was not asked for, or what it needs was not there.</summary>
    NotChecked,

    /// <summary>It holds.</summary>
    Valid,

    /// <summary>It does not hold; the faults say why.</summary>
    Invalid,
}
