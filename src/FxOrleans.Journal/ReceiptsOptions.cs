using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Journal;

/// <summary>The section <c>Receipts</c>.</summary>
public sealed class ReceiptsOptions : IValidatableObject
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Receipts";

    /// <summary>Who says so: the member <c>iss</c> of every receipt. 1 to 200 printable ASCII characters; default <c>fxorleans</c>.</summary>
    [Required]
    [RegularExpression("^[!-~]{1,200}$", ErrorMessage = "1 to 200 printable ASCII characters")]
    public string Issuer { get; set; } = "fxorleans";

    /// <summary>The keys that sign, by names of your own. Default: none, and a host that shares its work with no other makes one.</summary>
    public Dictionary<string, ReceiptKeyOptions> Keys { get; set; } = [];

    /// <summary>Receipts kept; further ones are refused, since what is kept is never deleted. 1 to 2,000,000,000; default 10,000,000, about 40 GB.</summary>
    [Range(1, 2_000_000_000)]
    public int MaxKept { get; set; } = 10_000_000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Keys.Select(Fault).OfType<string>().Select(fault => new ValidationResult(fault));

    private static string? Fault(KeyValuePair<string, ReceiptKeyOptions> key) =>
        string.IsNullOrWhiteSpace(key.Value.File) ? $"Receipts:Keys:{key.Key}:File is missing; it must name a PKCS#8 file with a key of P-256."
        : key.Value.NotBefore is not { } from ? $"Receipts:Keys:{key.Key}:NotBefore is missing; it must say from when the key signs, such as 2026-01-01T00:00:00Z."
        : key.Value.NotAfter is not { } until ? $"Receipts:Keys:{key.Key}:NotAfter is missing; it must say until when the key signs, such as 2027-01-01T00:00:00Z."
        : until <= from ? $"Receipts:Keys:{key.Key}:NotAfter is {until:u}; it must be after NotBefore, {from:u}."
        : null;
}
