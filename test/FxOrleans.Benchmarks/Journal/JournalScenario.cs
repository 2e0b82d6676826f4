using System.Diagnostics;
using System.Diagnostics.Metrics;
using FxOrleans.Journal;
using FxOrleans.Load.Statistics;
using FxOrleans.Pricing;
using FxOrleans.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Benchmarks.Journal;

/// <summary>
/// What the journal costs: bytes for each quote, quotes written and decided again a second on one core, and what recording adds to a decision.
/// The markets quote as the demo's do: some quotes a second, of some live sources, with eight decimals, a spread and milliseconds.
/// </summary>
internal sealed class JournalScenario(Report report)
{
    private const int Markets = 100;
    private const int Sources = 5;
    private const int Rounds = 9;

    /// <summary>Quotes of one market between two writings.</summary>
    private const int QuotesASecond = 5;

    private static readonly PricingPolicy Policy = new();
    private static readonly DateTimeOffset Start = new(2026, 3, 5, 14, 0, 0, TimeSpan.Zero);

    public async Task RunAsync(int quotes)
    {
        await StoreAsync(quotes);
        Decide();
    }

    private async Task StoreAsync(int quotes)
    {
        var folder = Directory.CreateTempSubdirectory("fx-bench-journal-");
        try
        {
            await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
            var store = new SqliteJournal(folder.FullName, long.MaxValue);
            using var journal = new DecisionJournal(
                new Lazy<IJournalStore>(store), new JournalOptions(), new JournalMetrics(services.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger<DecisionJournal>.Instance);
            MadeMarket[] markets = [.. AssetCatalog.All.Where(asset => asset.Code != "USD").Take(Markets).Select((asset, number) => new MadeMarket(new CurrencyPair(AssetCatalog.Usd, asset), (ulong)number))];
            foreach (var market in markets)
            {
                journal.Record(market.Price, Policy);
            }

            var (writing, count) = (TimeSpan.Zero, 0);
            for (; count < quotes; count += Markets * QuotesASecond)
            {
                foreach (var market in markets)
                {
                    market.Go(QuotesASecond);
                }

                var clock = Stopwatch.StartNew();
                await journal.WriteAsync(CancellationToken.None);
                writing += clock.Elapsed;
            }

            await journal.StopAsync(CancellationToken.None);
            var size = new FileInfo(Path.Combine(folder.FullName, SqliteJournal.FileName)).Length;
            report.Line($"     {count:#,0} quotes of {Markets} markets, {QuotesASecond} of each in a transaction");
            report.Bound("bytes a quote, of the whole file", size / (double)count, 12, atLeast: false);
            report.Line($"     quotes written a second and core: {count / writing.TotalSeconds:#,0}");

            var question = new ReplayQuestion(DateTimeOffset.MinValue, DateTimeOffset.MaxValue - TimeSpan.FromDays(1));
            await JournalReplay.RunAsync(new JournalOptions { Path = folder.FullName }, question with { To = Start.AddMinutes(1) }, CancellationToken.None); // Warms up.
            var again = Stopwatch.StartNew();
            var replayed = await JournalReplay.RunAsync(new JournalOptions { Path = folder.FullName }, question, CancellationToken.None);
            report.Bound("quotes that were not decided again, or differ", count - replayed.Entries + replayed.Differences.Count, 0, atLeast: false);
            report.Speed("quotes decided again a second and core", replayed.Entries / again.Elapsed.TotalSeconds, 300_000, atLeast: true);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    // In turn, so that what else the machine does falls on both.
    private void Decide()
    {
        const int Quotes = 100_000;
        var (plain, recorded, spare) = (new MadeMarket(CurrencyPair.Parse("USD/EUR"), 1), new MadeMarket(CurrencyPair.Parse("USD/EUR"), 1), Array.Empty<byte>());
        using var recorder = new MarketRecorder(recorded.Price, new byte[32], "bench", Start);
        var (without, with, allocated) = (new double[Rounds], new double[Rounds], 0L);
        for (var round = -2; round < Rounds; round++)
        {
            var (nanoseconds, _) = Measure(plain, Quotes, () => { });
            var (recordedNanoseconds, bytes) = Measure(recorded, Quotes, () => recorder.TryTake(ref spare, out _, out _));
            if (round >= 0)
            {
                (without[round], with[round], allocated) = (nanoseconds, recordedNanoseconds, allocated + bytes);
            }
        }

        Array.Sort(without);
        Array.Sort(with);
        report.Line($"     a decision takes {without[Rounds / 2]:#,0} ns, recorded {with[Rounds / 2]:#,0} ns (medians of {Rounds} rounds)");
        report.Speed("recording adds to a decision", with[Rounds / 2] - without[Rounds / 2], 1_000, atLeast: false, unit: " ns");
        report.Bound("recording allocates for each quote", allocated / (Rounds * (double)Quotes), 0.001, atLeast: false, unit: " B");
    }

    private static (double Nanoseconds, long Bytes) Measure(MadeMarket market, int quotes, Action between)
    {
        const int AtOnce = 1_000;
        var (ticks, bytes) = (0L, 0L);
        for (var done = 0; done < quotes; done += AtOnce)
        {
            market.Prepare(AtOnce);
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            market.Apply();
            ticks += Stopwatch.GetTimestamp() - clock;
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            between();
        }

        return (ticks * 1e9 / Stopwatch.Frequency / quotes, bytes);
    }

    /// <summary>A market with quotes made from a seed.</summary>
    private sealed class MadeMarket(CurrencyPair pair, ulong seed)
    {
        private readonly QuoteSource[] _sources = [.. Enumerable.Range(0, Sources).Select(number => new QuoteSource($"Source{number}", SourceKind.Live))];
        private Randomness _random = new(seed);
        private ClockReading _now = new(Start, TimeSpan.Zero);
        private decimal _mid = 0.88022588m;
        private (Quote Quote, ClockReading Now)[] _prepared = [];

        public PairPrice Price { get; } = new(pair, Policy, 1);

        public void Go(int quotes)
        {
            Prepare(quotes);
            Apply();
        }

        public void Prepare(int quotes)
        {
            _prepared = _prepared.Length == quotes ? _prepared : new (Quote, ClockReading)[quotes];
            for (var i = 0; i < quotes; i++)
            {
                var passed = TimeSpan.FromTicks(1_000_000 + _random.Below(2_000_000));
                _now = new ClockReading(_now.Wall + passed + TimeSpan.FromTicks(_random.Below(3) - 1), _now.Monotonic + passed);
                _mid += (_random.Below(4001) - 2000) * 0.00000001m;
                var at = new DateTimeOffset(_now.Wall.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero).AddMilliseconds(-_random.Below(20));
                _ = Quote.TryCreate(_sources[_random.Below(Sources)], pair, _mid - 0.00002m, _mid, _mid + 0.00002m, at, out var quote, out _);
                _prepared[i] = (quote, _now);
            }
        }

        public void Apply()
        {
            foreach (var (quote, now) in _prepared)
            {
                Price.Apply(quote, now, out _);
            }
        }
    }
}
