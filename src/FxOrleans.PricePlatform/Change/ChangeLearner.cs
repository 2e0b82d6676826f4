using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Finds out what pairs cost a day ago for those who ask, one round at a time: what is wanted while a round runs waits for the next, each
/// pair once, however many ask. Bounded by <see cref="MostWaiting"/>. A pair whose askers have all gone is dropped, and a round for
/// nobody is cancelled. Thread-safe.
/// </summary>
public sealed class ChangeLearner(Func<IReadOnlyCollection<(Asset From, Asset To)>, CancellationToken, Task> learn, ILogger log)
{
    /// <summary>Pairs that may wait; what is wanted beyond that is answered without its change.</summary>
    public const int MostWaiting = 2_000;

    private const int MostAtOnce = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Asset From, Asset To), WantedChange> _waiting = [];
    private readonly Dictionary<(Asset From, Asset To), WantedChange> _running = [];
    private CancellationTokenSource? _round;
    private long _dropped;

    /// <summary>Pairs that were not taken because so many waited.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Completes when those are known, or could not be found out.</summary>
    /// <param name="pairs">What is wanted.</param>
    /// <param name="cancel">This caller goes.</param>
    public async Task WantAsync(IReadOnlyCollection<(Asset From, Asset To)> pairs, CancellationToken cancel)
    {
        var wanted = Take(pairs);
        try
        {
            await Task.WhenAll(wanted.Select(one => one.Done.Task)).WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Leave(wanted);
            throw;
        }
    }

    private List<WantedChange> Take(IReadOnlyCollection<(Asset From, Asset To)> pairs)
    {
        var wanted = new List<WantedChange>(pairs.Count);
        lock (_gate)
        {
            foreach (var pair in pairs.Distinct())
            {
                var one = _round is { IsCancellationRequested: false } ? _running.GetValueOrDefault(pair) : null;
                if (one is null && !_waiting.TryGetValue(pair, out one))
                {
                    if (_waiting.Count >= MostWaiting)
                    {
                        Interlocked.Increment(ref _dropped);
                        continue;
                    }

                    _waiting[pair] = one = new WantedChange(pair);
                }

                one.Callers++;
                wanted.Add(one);
            }

            if (_round is null && _waiting.Count > 0)
            {
                _round = new CancellationTokenSource();
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return wanted;
    }

    private void Leave(List<WantedChange> wanted)
    {
        lock (_gate)
        {
            foreach (var one in wanted)
            {
                if (--one.Callers == 0 && _waiting.GetValueOrDefault(one.Pair) == one)
                {
                    _waiting.Remove(one.Pair);
                }
            }

            if (_running.Count > 0 && _running.Values.All(one => one.Callers == 0))
            {
                _ = _round!.CancelAsync();
            }
        }
    }

    private async Task RunAsync()
    {
        while (Next() is { } round)
        {
            try
            {
                await learn(_running.Keys, round).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                if (failure is not RecordBusyException && !round.IsCancellationRequested)
                {
                    log.LogWarning(failure, "What prices were a day ago could not be found out.");
                }
            }
        }
    }

    /// <summary>Ends the round that ran and begins the next; returns null when nothing waits.</summary>
    private CancellationToken? Next()
    {
        WantedChange[] done;
        lock (_gate)
        {
            done = [.. _running.Values];
            _running.Clear();
            foreach (var one in _waiting.Values.Take(MostAtOnce).ToList())
            {
                _waiting.Remove(one.Pair);
                _running[one.Pair] = one;
            }

            _round = _running.Count > 0 ? new CancellationTokenSource() : null;
            foreach (var one in done)
            {
                one.Done.TrySetResult();
            }

            return _round?.Token;
        }
    }
}
