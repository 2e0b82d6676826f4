using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>A book that numbers receipts instead of signing them.</summary>
internal sealed class FakeReceipts : IReceiptBook
{
    private readonly Dictionary<(string Pair, long Epoch, long Sequence), Receipt> _kept = [];

    /// <summary>Why there can be none; null while there can.</summary>
    public string? Fault { get; set; }

    /// <summary>What was asked to be signed.</summary>
    public List<PriceEvidence> Issued { get; } = [];

    public ValueTask<string?> UnavailableAsync(CancellationToken cancel) => ValueTask.FromResult(Fault);

    public ValueTask<Receipt> IssueAsync(PriceEvidence evidence, ReadOnlyMemory<byte> price, CancellationToken cancel)
    {
        if (Recomputation.Difference(evidence) is { } difference)
        {
            throw new InvalidOperationException(difference);
        }

        Issued.Add(evidence);
        var decision = ($"{evidence.Rate.From}/{evidence.Rate.To}", evidence.Rate.Epoch, evidence.Rate.Sequence);
        if (_kept.TryGetValue(decision, out var known))
        {
            return ValueTask.FromResult(known with { IsNew = false });
        }

        var id = $"{new string('0', 42)}{_kept.Count}";
        return ValueTask.FromResult(_kept[decision] = new Receipt(id, $"a.b.{_kept.Count}", price, IsNew: true));
    }

    public ValueTask<Receipt?> FindAsync(string id, CancellationToken cancel) => ValueTask.FromResult(_kept.Values.FirstOrDefault(kept => kept.Id == id));

    public ValueTask<ReceiptVerification?> VerifyAsync(string signed, CancellationToken cancel) => ValueTask.FromResult(
        signed.Split('.').Length == 3 ? new ReceiptVerification(ReceiptCheck.Valid, ReceiptCheck.Invalid, ReceiptCheck.NotChecked, [ReceiptFaults.RecomputationDiffers]) : null);

    public ValueTask<ReadOnlyMemory<byte>> PublicKeysAsync(CancellationToken cancel) => ValueTask.FromResult<ReadOnlyMemory<byte>>("""{"keys":[]}"""u8.ToArray());
}
