using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Reads a pair's past: the service's own record as far back as it reaches without a hole, a provider's before that. Real rows and
/// made-up ones are never put together: real ones are preferred. Thread-safe.
/// </summary>
public sealed class HistoryReader(
    IEnumerable<IPriceHistorySource> histories, IEnumerable<ICandleSource> candles, TimeProvider time, ILogger<HistoryReader> log, IPriceRecord? record = null)
{
    /// <summary>The longest that the recorder can have been silent because the market was: a weekend with a holiday.</summary>
    private static readonly TimeSpan LongWeekend = TimeSpan.FromDays(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    private readonly IPriceHistorySource[] _histories = [.. histories];
    private readonly ICandleSource[] _candles = [.. candles];

    /// <summary>Points, so far apart as the period has it or as providers have them.</summary>
    /// <exception cref="ProviderException">Nobody has a point, and a provider failed.</exception>
    internal async Task<Past<PastPrice>> HistoryAsync(CurrencyPair pair, PricePeriod period, CancellationToken cancel)
    {
        var (now, step) = (time.GetUtcNow(), period.Points.Length());
        var request = new HistoryRequest(pair, period.From(now), now, step);
        var own = await RecordedAsync(request, period.Points, cancel).ConfigureAwait(false);
        Past<PastPrice> past;
        try
        {
            past = await MergeAsync(
                request,
                own,
                candle => new PastPrice(candle.Last.At, candle.Close),
                point => point.Timestamp,
                Asking(_histories, request, (source, asked) => source.HistoryAsync(WithStart(asked), cancel), withCoarser: true),
                rows => Thin(InForce(rows, request.From), step)).ConfigureAwait(false);
        }
        catch (ProviderException) when (record is not null)
        {
            if (await StartAsync(request, cancel).ConfigureAwait(false) is { } start)
            {
                return AtStart(start, new Past<PastPrice> { IsComplete = false });
            }

            throw;
        }

        return past.Provider is null && (past.Rows.Count == 0 || past.Rows[0].Timestamp - request.From > step * 2)
            && await StartAsync(request, cancel).ConfigureAwait(false) is { } first && (past.Rows.Count == 0 || past.Simulated == first.Simulated)
            ? AtStart(first, past)
            : past;
    }

    /// <summary>Bars exactly so long as asked for.</summary>
    /// <exception cref="ProviderException">Nobody has a bar, and a provider failed.</exception>
    internal async Task<Past<HistoryBar>> BarsAsync(CurrencyPair pair, PricePeriod period, CandleInterval interval, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var from = new CandleGrid(DailyCut.Utc).OpenOf(interval, period.From(now));
        var request = new HistoryRequest(pair, from, now, interval.Length());
        var own = await RecordedAsync(request, interval, cancel).ConfigureAwait(false);
        return await MergeAsync(
            request,
            own,
            candle => new HistoryBar(candle.OpenTime, candle.Open, candle.High, candle.Low, candle.Close, candle.Ticks),
            bar => bar.Opens,
            Asking(_candles, request, (source, asked) => source.CandlesAsync(asked, cancel), withCoarser: false),
            rows => rows).ConfigureAwait(false);
    }

    /// <summary>Daily bars as providers tell them, without the record.</summary>
    /// <param name="pair">Of what.</param>
    /// <param name="period">How far back.</param>
    /// <param name="isComplete">Whether providers that this node does not have are nowhere else.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ProviderException">Nobody has a bar, and a provider failed or is elsewhere.</exception>
    internal async Task<Past<HistoryBar>> ToldAsync(CurrencyPair pair, PricePeriod period, bool isComplete, CancellationToken cancel)
    {
        if (_candles.Length == 0 && isComplete)
        {
            return new Past<HistoryBar>();
        }

        var now = time.GetUtcNow();
        var request = new HistoryRequest(pair, new CandleGrid(DailyCut.Utc).OpenOf(CandleInterval.Day, period.From(now)), now, CandleInterval.Day.Length());
        return await MergeAsync(
            request,
            [],
            static candle => default,
            bar => bar.Opens,
            Asking(_candles, request, (source, asked) => source.CandlesAsync(asked, cancel), withCoarser: false),
            rows => rows).ConfigureAwait(false);
    }

    /// <summary>Daily rates are asked for from a few days earlier: that of a Friday is in force when a period begins on Sunday.</summary>
    private static HistoryRequest WithStart(HistoryRequest asked) =>
        asked.Step >= CandleInterval.Day.Length() && !NeverCloses(asked.Pair) ? asked with { From = asked.From - LongWeekend } : asked;

    /// <summary>The points since then, and the one that was in force then.</summary>
    private static IReadOnlyList<PastPrice> InForce(IReadOnlyList<PastPrice> points, DateTimeOffset from) =>
        [.. points.Skip(points.TakeWhile(point => point.Timestamp < from).Count() - 1)];

    /// <summary>What was in force at the start of a period, as recorded; null where that is not known.</summary>
    private async Task<RecordedPrice?> StartAsync(HistoryRequest request, CancellationToken cancel)
    {
        var found = record is null ? null : await ReadAsync(record.PriceAsync(request.Pair, request.From, cancel)).ConfigureAwait(false);
        return found is not null && request.From - found.At <= (NeverCloses(request.Pair) ? Pause : LongWeekend) ? found : null;
    }

    private static Past<PastPrice> AtStart(RecordedPrice start, Past<PastPrice> past) => past with
    {
        Rows = [new PastPrice(start.At, start.Mid), .. past.Rows],
        Simulated = start.Simulated,
        RecordedFrom = start.At,
    };

    private static bool NeverCloses(CurrencyPair pair) => pair.Base.Class == AssetClass.Coin || pair.Quote.Class == AssetClass.Coin;

    private static async ValueTask<T> ReadAsync<T>(ValueTask<T> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (RecordBusyException busy)
        {
            throw new ProviderException(ProviderFailureKind.RateLimited, busy.Message);
        }
    }

    private async Task<IReadOnlyList<Candle>> RecordedAsync(HistoryRequest request, CandleInterval interval, CancellationToken cancel)
    {
        if (record is null)
        {
            return [];
        }

        var query = new CandleQuery(request.Pair, interval, request.From, request.To.AddTicks(1), PricePeriod.MostBars);
        var candles = await ReadAsync(record.CandlesAsync(query, cancel)).ConfigureAwait(false);
        return [.. candles.Where(candle => candle.Simulated == candles.All(other => other.Simulated))];
    }

    /// <summary>Those that might know, best first, each with how to ask it; at last for whole days, where points may be coarser.</summary>
    private static IEnumerable<(IPastSource Source, Func<Task<IReadOnlyList<T>>> Ask)> Asking<TSource, T>(
        TSource[] sources, HistoryRequest request, Func<TSource, HistoryRequest, Task<IReadOnlyList<T>>> ask, bool withCoarser)
        where TSource : IPastSource
    {
        var coarser = request with { Step = CandleInterval.Day.Length() };
        foreach (var asked in withCoarser && request.Step < coarser.Step ? new[] { request, coarser } : [request])
        {
            foreach (var source in sources.Where(source => source.Covers(asked) && (asked == request || !source.Covers(request))))
            {
                yield return (source, () => ask(source, asked));
            }
        }
    }

    private async Task<Past<T>> MergeAsync<T>(
        HistoryRequest request,
        IReadOnlyList<Candle> own,
        Func<Candle, T> read,
        Func<T, DateTimeOffset> at,
        IEnumerable<(IPastSource Source, Func<Task<IReadOnlyList<T>>> Ask)> asking,
        Func<IReadOnlyList<T>, IReadOnlyList<T>> tidy)
    {
        var run = LastRun(own, request);
        var boundary = run.Count > 0 ? run[0].OpenTime : request.To;
        var isReal = run.Any(candle => !candle.Simulated);
        var reaches = boundary - request.From <= request.Step * 2;
        var failed = _histories.Length + _candles.Length > 0 || reaches ? null
            : new ProviderException(ProviderFailureKind.Unreachable, "This node has no providers, and its record does not reach so far.");
        if (!reaches)
        {
            foreach (var (source, ask) in asking.Where(asked => !(isReal && asked.Source.Simulated)))
            {
                try
                {
                    var rows = tidy(await ask().ConfigureAwait(false));
                    var kept = source.Simulated || run.All(candle => !candle.Simulated) ? run : []; // Real rows push made-up ones out.
                    var edge = kept.Count > 0 ? boundary : DateTimeOffset.MaxValue;
                    rows = [.. rows.Where(row => at(row) < edge)];
                    if (rows.Count > 0)
                    {
                        return new Past<T>
                        {
                            Rows = [.. rows, .. kept.Select(read)],
                            Simulated = source.Simulated,
                            Provider = source.Name,
                            Fixings = source.GivesFixings,
                            RecordedFrom = kept.Count > 0 ? boundary : null,
                        };
                    }
                }
                catch (ProviderException failure)
                {
                    log.LogDebug("{Provider} does not tell the past of {Pair}: {Failure}", source.Name, request.Pair, failure.Message);
                    failed = failure.Kind is ProviderFailureKind.Empty or ProviderFailureKind.Unauthorized ? failed : failure;
                }
            }
        }

        // Without a provider's word, older records count, whatever is missing between.
        var rest = reaches ? run : own;
        return rest.Count == 0 && failed is not null ? throw failed : new Past<T>
        {
            Rows = [.. rest.Select(read)],
            Simulated = rest.Any(candle => candle.Simulated),
            RecordedFrom = rest.Count > 0 ? rest[0].OpenTime : null,
            IsComplete = failed is null,
        };
    }

    /// <summary>The newest candles up to the first hole that is no weekend.</summary>
    private static IReadOnlyList<Candle> LastRun(IReadOnlyList<Candle> own, HistoryRequest request)
    {
        var pair = request.Pair;
        var never = NeverCloses(pair);
        var hole = request.Step * 3 > Pause ? request.Step * 3 : Pause;
        hole = !never && hole < LongWeekend ? LongWeekend : hole;
        var first = own.Count - 1;
        while (first > 0 && own[first].OpenTime - own[first - 1].OpenTime <= hole)
        {
            first--;
        }

        return first <= 0 ? own : [.. own.Skip(first)];
    }

    /// <summary>The last point of each step, so that points are as far apart as the period has it.</summary>
    private static IReadOnlyList<PastPrice> Thin(IReadOnlyList<PastPrice> points, TimeSpan step) =>
        [.. points.GroupBy(point => point.Timestamp.UtcTicks / step.Ticks).Select(same => same.Last())];
}
