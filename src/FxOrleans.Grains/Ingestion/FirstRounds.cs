using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// Finds out when the providers' first answers have been decided: it asks their ingestions, on whichever silo they live. Until
/// then it is not known whether a pair has a quote. Thread-safe.
/// </summary>
public sealed class FirstRounds
{
    /// <summary>How long a host waits for a provider that does not answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A factor of the patience: how long it waits until an answer has been decided. On a busy machine that takes longer than the answer.</summary>
    private const int Decisions = 6;

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    private readonly IGrainFactory _grains;
    private readonly IRateProvider[] _providers;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile IReadOnlyCollection<CurrencyPair>? _priced;
    private volatile bool _expired;

    internal FirstRounds(IGrainFactory grains, IEnumerable<IRateProvider> providers, TimeSpan patience, TimeProvider time, ILogger<FirstRounds> logger)
    {
        (_grains, _providers, _patience, _time, _logger) = (grains, [.. providers], patience, time, logger);
    }

    /// <summary>The pairs that have a price from these answers; null while an answer is neither decided nor failed.</summary>
    public IReadOnlyCollection<CurrencyPair>? Priced => _priced;

    /// <summary>True once the time to wait for them is over.</summary>
    public bool HasExpired => _expired;

    /// <summary>Asks until every provider has been decided, has failed or has been silent for too long, until the time is over, or until cancelled.</summary>
    internal async Task RunAsync(CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(Decisions * _patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            var rounds = await Task.WhenAll(_providers.Select(provider => AskAsync(provider.Source.Name, either.Token))).ConfigureAwait(false);
            _priced = [.. rounds.SelectMany(round => round.Priced).Distinct()];
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            _expired = deadline.IsCancellationRequested;
        }
    }

    private async Task<FirstRound> AskAsync(string provider, CancellationToken cancel)
    {
        long? silentSince = null;
        while (true)
        {
            try
            {
                var round = await _grains.GetGrain<IIngestionGrain>(provider).GetFirstRoundAsync().AsTask().WaitAsync(cancel).ConfigureAwait(false);
                silentSince ??= _time.GetTimestamp();
                if (round.IsOver || (!round.HasAnswered && _time.GetElapsedTime(silentSince.Value) >= _patience))
                {
                    return round;
                }
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                _logger.LogDebug(failure, "The ingestion of {Provider} did not say how far its first answer has come.", provider);
            }

            await Task.Delay(AskEvery, _time, cancel).ConfigureAwait(false);
        }
    }
}
