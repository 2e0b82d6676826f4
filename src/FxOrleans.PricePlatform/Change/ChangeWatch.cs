using System.Collections.Concurrent;
using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Keeps the changes of the pairs known that somebody has asked for in the last ten minutes or that are tracked, so that requests and
/// sockets need not wait for them. Bounded. Thread-safe.
/// </summary>
public sealed class ChangeWatch(DayChanges changes, ServingOptions serving, PricesOptions options, TimeProvider time, ILogger<ChangeWatch> log) : BackgroundService
{
    private const int MostPairs = 5_000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(Asset From, Asset To), long> _wanted = new();
    private readonly ChangeLearner _learner = new(changes.LearnAsync, log);

    /// <summary>Has the changes of those found out, and waits for it a little: what is not known then is left out of the answer.</summary>
    /// <returns>True when something had to be found out.</returns>
    public async Task<bool> WantAsync(IReadOnlyCollection<(Asset From, Asset To)> pairs, CancellationToken cancel)
    {
        var unknown = new List<(Asset From, Asset To)>();
        foreach (var pair in pairs)
        {
            if (!_wanted.ContainsKey(pair))
            {
                unknown.Add(pair);
            }

            if (_wanted.Count < MostPairs || _wanted.ContainsKey(pair))
            {
                _wanted[pair] = time.GetTimestamp();
            }
        }

        if (unknown.Count > 0)
        {
            // Who has no more patience does not go: the change is wanted by those who ask again.
            await _learner.WantAsync(unknown, cancel).WaitAsync(options.ChangePatience, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancel.IsCancellationRequested)
            {
                unknown.ForEach(pair => _wanted.TryRemove(pair, out _)); // It may not have been found out.
                throw new OperationCanceledException(cancel);
            }
        }

        return unknown.Count > 0;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(WatchAsync, failure => log.LogError(failure, "Watching changes failed; it goes on."), time).RunAsync(stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        var tracked = serving.Tracked.Select(pair => (pair.Base, pair.Quote)).ToList();
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                foreach (var (pair, _) in _wanted.Where(wanted => time.GetElapsedTime(wanted.Value) > Interest).ToList())
                {
                    _wanted.TryRemove(pair, out var _);
                }

                await LearnAsync([.. _wanted.Keys.Union(tracked)]).WaitAsync(stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LearnAsync(IReadOnlyCollection<(Asset From, Asset To)> pairs)
    {
        try
        {
            await changes.LearnAsync(pairs, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "What prices were a day ago could not be found out.");
        }
    }
}
