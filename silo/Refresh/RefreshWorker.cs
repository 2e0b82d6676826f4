using FxOrleans.Pricing;

namespace FxOrleans.Silo.Refresh;

/// <summary>Refreshes for as long as the host runs.</summary>
internal sealed class RefreshWorker(RefreshRounds rounds, RefreshReport report, TimeProvider time, ILogger<RefreshWorker> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(RefreshAsync, failure => log.LogError(failure, "A refresh failed; the next one is due as ever."), time).RunAsync(stoppingToken);

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var before = rounds.Last;
                var pause = await rounds.NextAsync(stoppingToken);
                if (rounds.Last is { } outcome && outcome != before)
                {
                    await report.TellAsync(outcome, stoppingToken);
                }

                await Task.Delay(pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
