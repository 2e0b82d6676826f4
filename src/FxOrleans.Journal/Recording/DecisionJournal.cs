using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Journal;

/// <summary>
/// The journal of this process: gives each activation of a market its <see cref="MarketRecorder"/>, and writes once a second what all of
/// them have noted, in one transaction. What the store does not take waits and is written again. Thread-safe.
/// </summary>
internal sealed partial class DecisionJournal : BackgroundService, IDecisionJournal, IJournalStatus
{
    /// <summary>What is noted is written after so long at the latest, where the store takes it.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PruningPace = TimeSpan.FromMinutes(10);

    private readonly Lazy<IJournalStore> _store;
    private readonly JournalOptions _options;
    private readonly JournalMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<DecisionJournal> _log;
    private readonly JournalWriter _writer;
    private long _waitingSince;
    private bool _away;

    public DecisionJournal(Lazy<IJournalStore> store, JournalOptions options, JournalMetrics metrics, TimeProvider time, ILogger<DecisionJournal> log)
    {
        (_store, _options, _metrics, _time, _log) = (store, options, metrics, time, log);
        _writer = new JournalWriter(store, time, log);
        _waitingSince = time.GetTimestamp();
        metrics.Watch(() => Health);
    }

    /// <inheritdoc/>
    public JournalHealth Health => new(
        State: Volatile.Read(ref _away) ? "away" : _writer.Lost > 0 ? "gaps" : "ok",
        _writer.Entries,
        _writer.Written,
        _writer.Lost,
        _writer.Stopped,
        Lag: _writer.Waits ? _time.GetElapsedTime(Interlocked.Read(ref _waitingSince)) : TimeSpan.Zero);

    /// <inheritdoc/>
    public IDisposable Record(PairPrice price, PricingPolicy policy) => _writer.Add(price, policy);

    /// <summary>Writes what is noted, now. Called by one at a time.</summary>
    /// <exception cref="EngineUnavailableException">The store did not take it; all of it waits.</exception>
    public Task WriteAsync(CancellationToken cancel) => _writer.WriteAsync(cancel);

    /// <summary>Writes what is still here, for some seconds at most, and ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(Farewell, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await WriteAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is EngineUnavailableException or OperationCanceledException)
        {
            LogNotAll(failure.Message);
        }

        if (_store.IsValueCreated)
        {
            await _store.Value.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(new[] { WriteAllAsync, (Func<CancellationToken, Task>)PruneAsync }
            .Select(work => new SupervisedLoop(work, failure => LogFailed(failure), _time).RunAsync(stoppingToken))).ConfigureAwait(false);
    }

    private async Task WriteAllAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pace, _time);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            try
            {
                await WriteAsync(stop).ConfigureAwait(false);
                Interlocked.Exchange(ref _waitingSince, _time.GetTimestamp());
                Tell(null);
            }
            catch (EngineUnavailableException failure) when (!stop.IsCancellationRequested)
            {
                _metrics.Failed();
                Tell(failure);
            }
        }
    }

    private async Task PruneAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(PruningPace, _time);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            try
            {
                await _store.Value.PruneAsync(_time.GetUtcNow() - _options.Keep, stop).ConfigureAwait(false);
            }
            catch (EngineUnavailableException failure) when (!stop.IsCancellationRequested)
            {
                _metrics.Failed();
                LogNotPruned(failure.Message);
            }
        }
    }

    private void Tell(Exception? failure)
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
                LogBack(Health.Lost);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Journal: writing failed; it goes on.")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(LogLevel.Warning, "Journal: the store takes nothing ({Failure}); entries wait.")]
    private partial void LogAway(string failure);

    [LoggerMessage(LogLevel.Information, "Journal: the store takes entries again; {Lost} were lost in all.")]
    private partial void LogBack(long lost);

    [LoggerMessage(LogLevel.Warning, "Journal: the last entries could not be written: {Failure}.")]
    private partial void LogNotAll(string failure);

    [LoggerMessage(LogLevel.Debug, "Journal: old batches could not be dropped: {Failure}.")]
    private partial void LogNotPruned(string failure);
}
