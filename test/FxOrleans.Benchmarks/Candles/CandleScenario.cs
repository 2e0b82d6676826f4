using System.Diagnostics;
using FxOrleans.History;
using FxOrleans.Load.Statistics;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Benchmarks.Candles;

/// <summary>
/// Candle rows stored in a real PostgreSQL by the recorder's writer, and the same rows into the same table by psql's COPY, by turns; then
/// a year of daily candles read back.
/// </summary>
internal sealed class CandleScenario(Report report)
{
    private const int Pairs = 200;
    private const string Schema = "bench";
    private static readonly DateTimeOffset Start = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"fx-bench-{Environment.ProcessId}.copy");

    public async Task RunAsync(int rows, int rounds)
    {
        AddTicks();
        await using var server = await PostgresServer.StartAsync();
        var options = new HistoryOptions { ConnectionString = server.ConnectionString, Schema = Schema };
        await using var database = new CandleDatabase(options, TimeProvider.System);
        var candles = Rows(rows);
        var (ours, theirs) = (new List<double>(), new List<double>());
        try
        {
            for (var round = 0; round <= rounds; round++)
            {
                // The first round makes the tables and warms up.
                var stored = await StoreAsync(database, candles, options.BatchRows);
                await PsqlAsync(server, round == 0 ? $"\\copy (select * from {Schema}.candle_1s) to '{_file}'" : "select 1");
                await PsqlAsync(server, $"truncate {Schema}.candle_1s");
                var copied = await PsqlAsync(server, $"\\copy {Schema}.candle_1s from '{_file}'");
                await PsqlAsync(server, $"truncate {Schema}.candle_1s");
                if (round > 0)
                {
                    ours.Add(rows / stored.TotalSeconds);
                    theirs.Add(rows / copied.TotalSeconds);
                }
            }
        }
        finally
        {
            File.Delete(_file);
        }

        report.Line($"     rows stored a second: {Spread.Of(ours).Text("#,0")}; by psql's COPY: {Spread.Of(theirs).Text("#,0")}");
        var ratio = Spread.OfRatios(ours, theirs);
        report.Speed("rows stored a second to psql's COPY", ratio.Median, 0.5, atLeast: true, more: ratio.Text());
        await ReadAsync(database);
    }

    // What recording adds to the path of a tick.
    private void AddTicks()
    {
        const int Ticks = 1_000_000;
        var pairs = AllPairs();
        var book = new CandleBook(new CandleGrid(DailyCut.Utc), new CandleBookOptions());
        for (var round = 0; round < 2; round++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < Ticks; i++)
            {
                book.Add(new PriceTick(pairs[i % Pairs], 0.88m, 0.0001m, new TickOrder(Start, 1, i), CandleOrigin.Decided, Simulated: false), Start);
            }

            var (nanoseconds, allocated) = (clock.Elapsed.TotalNanoseconds / Ticks, GC.GetAllocatedBytesForCurrentThread() - bytes);
            if (round > 0)
            {
                report.Line($"     adding a tick to the open candles: {nanoseconds:0} ns, {allocated / Ticks} B");
            }
        }
    }

    private static async Task<TimeSpan> StoreAsync(CandleDatabase database, CandleRow[] rows, int batch)
    {
        await using var writer = new CandleWriter(database);
        await writer.WriteAsync([], CancellationToken.None);
        var clock = Stopwatch.StartNew();
        foreach (var part in rows.Chunk(batch))
        {
            await writer.WriteAsync(part, CancellationToken.None);
        }

        return clock.Elapsed;
    }

    private async Task ReadAsync(CandleDatabase database)
    {
        await using (var writer = new CandleWriter(database))
        {
            CandleRow[] days = [.. Enumerable.Range(0, 366).Select(day => Row(AllPairs()[0], CandleInterval.Day, Start.AddDays(day - 366), 1))];
            await writer.WriteAsync(days, CancellationToken.None);
        }

        var stored = new StoredCandles(database);
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var clock = Stopwatch.StartNew();
            var bars = new CandleBars();
            await stored.ReadAsync(new CandleQuery(AllPairs()[0], CandleInterval.Day, Start.AddYears(-1), Start, 1000), bars, CancellationToken.None);
            if (bars.Newest(1000).Count < 365)
            {
                throw new InvalidOperationException("The year that was written is not read.");
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        report.Line($"     a year of daily candles from the database: {Spread.Of(times).Text("0.0")} ms");
    }

    private static async Task<TimeSpan> PsqlAsync(PostgresServer server, string command)
    {
        var start = new ProcessStartInfo(
            Path.Combine(PostgresServer.Binaries, "psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{server.Port}", "-U", "fx", "-d", "postgres", "-c", command])
        {
            RedirectStandardOutput = true,
        };
        var clock = Stopwatch.StartNew();
        using var psql = Process.Start(start)!;
        await psql.StandardOutput.ReadToEndAsync();
        await psql.WaitForExitAsync();
        return psql.ExitCode == 0 ? clock.Elapsed : throw new InvalidOperationException($"psql ended with {psql.ExitCode}: {command}");
    }

    private static CandleRow[] Rows(int count)
    {
        var pairs = AllPairs();
        return [.. Enumerable.Range(0, count).Select(i => Row(pairs[i % Pairs], CandleInterval.Second, Start.AddSeconds(i / Pairs), i))];
    }

    private static CandleRow Row(CurrencyPair pair, CandleInterval interval, DateTimeOffset open, int i)
    {
        var mid = 0.88022588m + (i % 1000 * 0.000_001m);
        return new CandleRow(pair, interval, new Candle
        {
            OpenTime = open,
            Open = mid,
            High = mid + 0.00012m,
            Low = mid - 0.00009m,
            Close = mid + 0.00001m,
            SpreadSum = 0.0002m,
            Ticks = 5,
            First = new TickOrder(open, 1_772_000_000_000, i),
            Last = new TickOrder(open.AddMilliseconds(800), 1_772_000_000_000, i + 4),
        });
    }

    private static CurrencyPair[] AllPairs() =>
        [.. AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Take(Pairs).Select(asset => new CurrencyPair(AssetCatalog.Usd, asset))];
}
