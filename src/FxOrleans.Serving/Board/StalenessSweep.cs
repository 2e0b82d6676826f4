using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving;

/// <summary>
/// Prices turn stale without anybody's doing: once a second this finds the watched topics whose status is no longer true,
/// so that their watchers hear of it as of any other change.
/// </summary>
public sealed class StalenessSweep(RateBoard board, FanOut fanOut, TimeProvider time, ILogger<StalenessSweep> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private bool _failed;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(SweepAsync, failure => log.LogError(failure, "Looking for prices that turned stale failed; it goes on."), time).RunAsync(stoppingToken);

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                Sweep();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Sweep()
    {
        try
        {
            fanOut.MarkStale(board.Now);
            _failed = false;
        }
        catch (Exception failure)
        {
            if (!_failed)
            {
                log.LogError(failure, "Prices that turned stale could not be looked for; it is tried again every second.");
            }

            _failed = true;
        }
    }
}
