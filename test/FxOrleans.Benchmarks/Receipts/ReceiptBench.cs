using System.Security.Cryptography;
using FxOrleans.Journal;
using FxOrleans.Pricing;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Benchmarks.Receipts;

/// <summary>A key that signs and verifies without a store.</summary>
internal sealed class ReceiptBench : IDisposable
{
    private readonly SigningKey _key;

    private ReceiptBench(SigningKey key) => _key = key;

    public static ReceiptBench Key()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new ReceiptBench(new SigningKey(key, PublicKey.Of(key, now.AddDays(-1), now.AddDays(1))));
    }

    /// <summary>The book of a host with its files in a folder.</summary>
    public static ReceiptBook Book(string folder) => new(
        new ReceiptsOptions(), new Lazy<JournalPlace>(new JournalPlace(folder, Path.Combine(folder, "journal"))), sharesWork: false, TimeProvider.System, NullLogger<ReceiptBook>.Instance);

    public static ReceiptVerification? Verify(string receipt, ReceiptBench by) => ReceiptVerifier.Verify(receipt, [by._key.Public]);

    /// <summary>What a host does before it stores: the digits are computed from the evidence, then the payload is signed.</summary>
    public string Sign(PriceEvidence evidence) => Recomputation.Difference(evidence) is { } wrong
        ? throw new InvalidOperationException(wrong)
        : _key.Sign(PayloadWriter.Write(evidence, "bench"), TimeProvider.System.GetUtcNow());

    public void Dispose() => _key.Dispose();
}
