using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.History;

/// <summary>
/// Records this host's ticks in the database. <see cref="Publish"/> adds them to open candles and returns. What is closed waits in a
/// bounded <see cref="Backlog"/>; what is open is written at checkpoints too. A batch that fails is sent again, in place of
/// what may have got through, until it is committed. Thread-safe.
/// </summary>
public sealed partial class CandleRecorder : BackgroundService, ITickSink
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastBackOff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetentionPace = TimeSpan.FromMinutes(10);

    private readonly CandleBook _book;
    private readonly CandleDatabase _database;
    private readonly CandleWriter _writer;
    private readonly PairConvention _convention;
    private readonly HistoryOptions _options;
    private readonly HistoryMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<CandleRecorder> _log;
    private readonly Backlog _backlog;
    private readonly List<CandleRow> _batch = [];
    private long _waitingSince;
    private int _inFlight;
    private long _written;
    private bool _away;

    internal CandleRecorder(
        CandleDatabase database, IReadOnlyCollection<CurrencyPair> tracked, HistoryOptions options, HistoryMetrics metrics, TimeProvider time, ILogger<CandleRecorder> log)
    {
        _database = database;
        _convention = new PairConvention(tracked);
        _options = options;
        _metrics = metrics;
        _time = time;
        _log = log;
        _writer = new CandleWriter(database);
        _backlog = new Backlog(options.MaxBacklog);
        _book = new CandleBook(new CandleGrid(options.DailyCut), new CandleBookOptions { Lateness = options.Lateness, MaxLines = options.MaxPairs });
        _waitingSince = time.GetTimestamp();
        metrics.Watch(() => Health);
    }

    /// <summary>How it does now.</summary>
    public RecorderHealth Health => new(
        State: Volatile.Read(ref _away) ? "away" : "ok",
        Written: Interlocked.Read(ref _written),
        Backlog: Waiting,
        Dropped: _backlog.Dropped,
        Refused: _book.Late + _book.Refused,
        Lag: Waiting > 0 ? _time.GetElapsedTime(Interlocked.Read(ref _waitingSince)) : TimeSpan.Zero);

    private int Waiting => _backlog.Count + Volatile.Read(ref _inFlight);

    /// <inheritdoc/>
    public void Publish(ReadOnlySpan<Price> prices)
    {
        var now = _time.GetUtcNow();
        foreach (ref readonly var price in prices)
        {
            // A pair that is tracked both ways is recorded one way.
            if (!price.Derived || _convention.Canonical(price.Pair) == price.Pair)
            {
                _book.Add(PriceTick.Of(price, now), now);
            }
        }
    }

    /// <summary>Writes what is still here, open candles too, for some seconds at most, and ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(Farewell, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            do
            {
                Gather(CandleInterval.Second);
            }
            while (_batch.Count > 0 && await WriteAsync(either.Token).ConfigureAwait(false));
        }
        finally
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(new[] { CloseAsync, WriteAllAsync, (Func<CancellationToken, Task>)SweepAsync }
            .Select(work => new SupervisedLoop(work, failure => LogFailed(failure), _time).RunAsync(stoppingToken))).ConfigureAwait(false);
    }

    // Goes on while the database hangs, so that what is open stays bounded.
    private async Task CloseAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_options.Flush, _time);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            if (Waiting == 0)
            {
                Interlocked.Exchange(ref _waitingSince, _time.GetTimestamp());
            }

            _book.Close(_time.GetUtcNow(), _backlog.Add);
        }
    }

    private async Task WriteAllAsync(CancellationToken stop)
    {
        var checkpoint = _time.GetTimestamp();
        var backOff = FirstBackOff;
        while (true)
        {
            var due = _time.GetElapsedTime(checkpoint) >= _options.Checkpoint;
            Gather(due ? CandleInterval.Minute : null);
            checkpoint = due ? _time.GetTimestamp() : checkpoint;
            var written = _batch.Count == 0 || await WriteAsync(stop).ConfigureAwait(false);
            if (!written)
            {
                await Task.Delay(backOff, _time, stop).ConfigureAwait(false);
                backOff = backOff * 2 < LastBackOff ? backOff * 2 : LastBackOff;
                continue;
            }

            backOff = FirstBackOff;
            if (_backlog.Count < _options.BatchRows)
            {
                await Task.Delay(_options.Flush, _time, stop).ConfigureAwait(false);
            }
        }
    }

    // A batch that failed is finished first; until then nothing is added to it.
    private void Gather(CandleInterval? unfinished)
    {
        if (_batch.Count == 0)
        {
            _backlog.Take(_options.BatchRows, _batch);
            if (unfinished is { } finest)
            {
                _book.Unfinished(finest, _batch.Add);
            }

            Volatile.Write(ref _inFlight, _batch.Count);
        }
    }

    private async Task<bool> WriteAsync(CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(_options.Deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await _writer.WriteAsync(_batch, either.Token).ConfigureAwait(false);
            Interlocked.Add(ref _written, _batch.Count);
            Interlocked.Exchange(ref _waitingSince, _time.GetTimestamp());
            _metrics.Written(_batch.Count);
            _batch.Clear();
            Volatile.Write(ref _inFlight, 0);
            Note(null);
            return true;
        }
        catch (Exception failure)
        {
            // Whether it was committed is not known: sent as seen ones, the rows replace themselves.
            for (var i = 0; i < _batch.Count; i++)
            {
                _batch[i] = _batch[i] with { Seen = true };
            }

            if (!stop.IsCancellationRequested)
            {
                _database.Failed();
                _metrics.Failed();
                Note(failure);
            }

            return false;
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(RetentionPace, _time);
        do
        {
            try
            {
                await Retention.SweepAsync(_database, _options, _time.GetUtcNow(), stop).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                LogNoSweep(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    private void Note(Exception? failure)
    {
        var away = failure is not null;
        if (Volatile.Read(ref _away) != away)
        {
            Volatile.Write(ref _away, away);
            if (away)
            {
                LogAway(failure!.Message);
            }
            else
            {
                LogBack(Waiting);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "History: recording failed; it goes on.")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(LogLevel.Warning, "History: the database takes nothing ({Failure}); candles wait.")]
    private partial void LogAway(string failure);

    [LoggerMessage(LogLevel.Information, "History: the database takes candles; {Waiting} wait.")]
    private partial void LogBack(int waiting);

    [LoggerMessage(LogLevel.Debug, "History: old candles could not be dropped: {Failure}.")]
    private partial void LogNoSweep(string failure);
}
