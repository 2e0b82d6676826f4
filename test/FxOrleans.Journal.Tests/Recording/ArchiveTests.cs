using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>Past prices are explained and proved from the journal as they were when they were decided.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly PricingPolicy Policy = new() { FrozenQuotes = 3, FrozenAfter = TimeSpan.FromSeconds(2), HoldFor = TimeSpan.FromSeconds(20), ExplainDepth = 1000 };
    private static readonly CurrencyPair Euro = CurrencyPair.Parse("USD/EUR");

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Every_price_is_found_by_its_number_and_by_its_time_with_the_evidence_that_was_signed() => FindAsync(_folder);

    /// <summary>The same of any store.</summary>
    internal static async Task FindAsync(JournalFolder folder)
    {
        var journal = folder.Open();
        var price = new PairPrice(Euro, Policy, 10);
        journal.Record(price, Policy);
        var (market, records) = (new RandomMarket(Euro, 0.88, 21), new List<(Explanation Record, DateTimeOffset At)>());
        for (var step = 0; step < 600; step++)
        {
            if (market.Step() is { } quote ? price.Apply(quote, market.Now, out _) : price.Reconsider(market.Now))
            {
                records.Add((price.Explain(price.Sequence)!, market.Now.Wall));
            }

            if (step % 10 == 0)
            {
                await journal.WriteAsync(default);
            }
        }

        await journal.WriteAsync(default);
        using var archive = new DecisionArchive(new Lazy<IJournalStore>(folder.Store()));
        Assert.True(records.Count > 200);
        foreach (var (record, at) in records.Where((_, number) => number % 17 == 0))
        {
            var found = (await archive.FindAsync(Euro.Inverse, 10, record.Price!.Value.Sequence, default))!;
            Assert.Equal(Written(record), Written(found));
            var then = (await archive.FindAsync(Euro, at, default))!;
            Assert.Equal(at, then.At);
            Assert.True(then.Price!.Value.Sequence >= record.Price.Value.Sequence, "of several prices of one moment the last was in force");
        }

        Assert.Null(await archive.FindAsync(Euro, 10, records.Count + 1, default));
        Assert.Null(await archive.FindAsync(Euro, 9, 1, default));
        Assert.Null(await archive.FindAsync(Euro, Given.Now.AddYears(-1), default));
        Assert.Null(await archive.FindAsync(Given.Pair("USD/JPY"), 10, 1, default));
    }

    [Fact]
    public async Task A_receipt_is_verified_by_replay_and_one_of_another_history_is_not()
    {
        var journal = _folder.Open();
        var price = new PairPrice(Euro, Policy, 10);
        journal.Record(price, Policy);
        var (market, record) = (new RandomMarket(Euro, 0.88, 22), (Explanation?)null);
        for (var step = 0; step < 300; step++)
        {
            var isNew = market.Step() is { } quote ? price.Apply(quote, market.Now, out _) : price.Reconsider(market.Now);
            record = isNew && price.Explain(price.Sequence) is { } found && !LegEvidence.IsLeftAsItWas(found) ? found : record;
        }

        await journal.WriteAsync(default);
        using var archive = new DecisionArchive(new Lazy<IJournalStore>(_folder.Store()));
        using var key = new TestKey();

        Assert.Null(await ReplayVerifier.DifferenceAsync(Sign(record!), archive, default));
        var diagnostics = record!.ConsensusDiagnostics;
        var changed = record with { ConsensusDiagnostics = diagnostics with { Scale = diagnostics.Scale + 1 } };
        Assert.Equal("the journal leads to other values of learned", await ReplayVerifier.DifferenceAsync(Sign(changed), archive, default));
        var other = record with { Price = record.Price!.Value with { Sequence = 100_000 } };
        Assert.StartsWith("the journal does not hold USD/EUR epoch 10 sequence 100000", await ReplayVerifier.DifferenceAsync(Sign(other), archive, default), StringComparison.Ordinal);

        string Sign(Explanation signed) => key.Sign(PayloadWriter.Write(PriceEvidence.Of([new LegEvidence(signed, Inverted: true)])!, "test"), Given.Now);
    }

    private static string Written(Explanation record) =>
        string.Join('\n', record.Quotes.Select(quote => quote.ToString()).Append(record.Price.ToString()).Append(record.ConsensusDiagnostics.ToString()).Append(record.At.ToString("O")));
}
