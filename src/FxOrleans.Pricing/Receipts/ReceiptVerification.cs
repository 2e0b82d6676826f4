namespace FxOrleans.Pricing;

/// <summary>What of a receipt holds. Immutable.</summary>
/// <param name="Signature">Whether a known key signed it while it was valid.</param>
/// <param name="Digits">Whether its evidence gives its digits.</param>
/// <param name="Log">Whether the log holds it.</param>
/// <param name="Faults">Codes of <see cref="ReceiptFaults"/>, each once.</param>
public sealed record ReceiptVerification(ReceiptCheck Signature, ReceiptCheck Digits, ReceiptCheck Log, IReadOnlyList<string> Faults)
{
    /// <summary>What the evidence and the digits differ in, for people; null where they agree or were not compared.</summary>
    public string? Difference { get; init; }
}
