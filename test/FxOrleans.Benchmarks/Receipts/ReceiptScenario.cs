using System.Diagnostics;
using FxOrleans.Journal;
using FxOrleans.Load.Statistics;
using FxOrleans.Pricing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Benchmarks.Receipts;

/// <summary>
/// Receipts of random markets on one core: their digits checked and they signed, then verified; and the whole of what a host does, by several
/// callers. Every one must verify, its digits by its own evidence.
/// </summary>
internal sealed class ReceiptScenario(Report report)
{
    private const int Callers = 16;

    /// <summary>So many are in memory at once.</summary>
    private const int Part = 2_000;

    private static readonly (string Pair, double Truth)[] Markets = [("USD/EUR", 0.88), ("USD/JPY", 157), ("EUR/ISK", 143)];

    public async Task RunAsync(int decisions)
    {
        using var signing = ReceiptBench.Key();
        Sign(Decisions().Take(300), signing); // Warms up.
        var (signedIn, verifiedIn, count, quotes, length, faults) = (TimeSpan.Zero, TimeSpan.Zero, 0, 0L, 0L, 0);
        PriceEvidence[] latest = [];
        foreach (var part in Decisions().Take(decisions).Chunk(Part))
        {
            var clock = Stopwatch.StartNew();
            var signed = Sign(part, signing);
            signedIn += clock.Elapsed;
            clock.Restart();
            faults += signed.Count(receipt => ReceiptBench.Verify(receipt, signing) is not { Signature: ReceiptCheck.Valid, Digits: ReceiptCheck.Valid });
            verifiedIn += clock.Elapsed;
            count += part.Length;
            quotes += part.Sum(one => one.Legs.Sum(leg => leg.Evidence.Quotes.Count));
            length += signed.Sum(receipt => receipt.Length);
            latest = part;
        }

        report.Line($"     {count:#,0} decisions of 1 to 3 markets, {quotes / (double)count:0.0} quotes and {length / 1000.0 / count:0.0} kB each");
        report.Bound("receipts whose signature or digits did not hold", faults, 0, atLeast: false);
        report.Speed("receipts checked and signed a second and core", count / signedIn.TotalSeconds, 3_000, atLeast: true);
        report.Line($"     receipts verified a second and core: {count / verifiedIn.TotalSeconds:#,0}");
        await StoreAsync(latest);
    }

    private static List<string> Sign(IEnumerable<PriceEvidence> evidence, ReceiptBench signing) => [.. evidence.Select(signing.Sign)];

    // As the host does it: each on disk before it is answered, those that wait together.
    private async Task StoreAsync(PriceEvidence[] evidence)
    {
        var folder = Directory.CreateTempSubdirectory("fx-bench-receipts-");
        try
        {
            using var book = ReceiptBench.Book(folder.FullName);
            await book.IssueAsync(evidence[0], "{}"u8.ToArray(), CancellationToken.None); // Makes the files.
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(evidence.Chunk((evidence.Length / Callers) + 1).Select(part => Task.Run(async () =>
            {
                foreach (var one in part)
                {
                    await book.IssueAsync(one, "{}"u8.ToArray(), CancellationToken.None);
                }
            })));
            report.Line($"     receipts checked, signed, stored and logged a second by {Callers} callers: {evidence.Length / clock.Elapsed.TotalSeconds:#,0}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Every decision of ever new markets, and the crosses of their last ones.</summary>
    private static IEnumerable<PriceEvidence> Decisions()
    {
        for (var seed = 1UL; ; seed++)
        {
            var last = new List<LegEvidence>();
            var evidence = new List<PriceEvidence>();
            foreach (var (pair, truth) in Markets)
            {
                LegEvidence? newest = null;
                EvidenceMarket.Run(CurrencyPair.Parse(pair), truth, seed + (ulong)(last.Count * 10_000_000), leg => evidence.Add(PriceEvidence.Of([newest = leg])!));
                if (newest is not null)
                {
                    last.Add(newest);
                }
            }

            if (last.Count == Markets.Length)
            {
                evidence.Add(PriceEvidence.Of([last[0] with { Inverted = true }, last[1]])!);
                evidence.Add(PriceEvidence.Of([last[2] with { Inverted = true }, last[0] with { Inverted = true }, last[1]])!);
            }

            foreach (var one in evidence)
            {
                yield return one;
            }
        }
    }
}
