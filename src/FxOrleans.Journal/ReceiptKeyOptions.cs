namespace FxOrleans.Journal;

/// <summary>A key of the section <c>Receipts:Keys:{name}</c>.</summary>
public sealed class ReceiptKeyOptions
{
    /// <summary>A PKCS#8 file in PEM with a key of P-256, the same on every host of a cluster. Default: none; it must be set.</summary>
    public string? File { get; set; }

    /// <summary>From when it signs; others are told of it a day before. Default: none; it must be set.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Until when it signs; it verifies what it signed for ever. Default: none; it must be set.</summary>
    public DateTimeOffset? NotAfter { get; set; }
}
