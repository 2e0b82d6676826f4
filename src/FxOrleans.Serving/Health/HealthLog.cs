using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Health;

/// <summary>
/// Tells the log what is wrong and since when, once for each change: a node that is not ready, a provider that fails or is limited, one
/// whose quotes are found wrong. How it goes in between is for <c>/health/ready</c>, <c>/providers</c> and the metrics.
/// </summary>
internal sealed partial class HealthLog(
    IRateEngine engine, Readiness readiness, ServingOptions options, TimeProvider time, ILogger<HealthLog> log) : BackgroundService
{
    /// <summary>How often is looked.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>A node that starts is not ready, and nothing is wrong with that for so long.</summary>
    internal static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, ProviderHealthLog> _providers = [];
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private DateTimeOffset? _notReadySince;
    private bool _wasReady;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(LookAsync, failure => log.LogError(failure, "Looking at the node and its providers failed; it goes on."), time).RunAsync(stoppingToken);

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                LookAtNode((await readiness.ReadAsync(stoppingToken).ConfigureAwait(false)).Reasons);
                await LookAtProvidersAsync(stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void LookAtNode(IReadOnlyList<string> reasons)
    {
        var now = time.GetUtcNow();
        if (reasons.Count == 0)
        {
            if (_notReadySince is { } since)
            {
                LogReadyAgain(Length(now - since));
            }
            else if (!_wasReady)
            {
                LogReady();
            }

            (_wasReady, _notReadySince) = (true, null);
        }
        else if (_notReadySince is null && (_wasReady || now - _started >= StartPatience))
        {
            _notReadySince = _wasReady ? now : _started;
            LogNotReady(string.Join(' ', reasons));
        }
    }

    // A serving node is told how others' providers do: those say it.
    private async Task LookAtProvidersAsync(CancellationToken cancel)
    {
        if (!options.HasProviders)
        {
            return;
        }

        IReadOnlyList<ProviderStatus> rows;
        try
        {
            using var deadline = new CancellationTokenSource(Period, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
            rows = await engine.ProvidersAsync(either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return; // Whoever is to know them is away; the next look may find it.
        }

        var off = options.Disabled.Select(row => row.Name).ToHashSet();
        foreach (var row in rows.Where(row => !off.Contains(row.Name)))
        {
            if (!_providers.TryGetValue(row.Name, out var notice))
            {
                _providers[row.Name] = notice = new ProviderHealthLog(log);
            }

            notice.Look(row, time.GetUtcNow());
        }
    }

    internal static TimeSpan Length(TimeSpan length) => TimeSpan.FromSeconds(Math.Round(length.TotalSeconds));

    [LoggerMessage(LogLevel.Information, "Ready: there are prices to answer with.")]
    private partial void LogReady();

    [LoggerMessage(LogLevel.Warning, "Not ready: {Reasons}")]
    private partial void LogNotReady(string reasons);

    [LoggerMessage(LogLevel.Information, "Ready again after {Length}.")]
    private partial void LogReadyAgain(TimeSpan length);
}
