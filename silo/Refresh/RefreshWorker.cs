using FxOrleans.Pricing;

namespace FxOrleans.Silo.Refresh;

/// <summary>Refreshes for as long as the host runs</summary>
internal sealed class RefreshWorker(RefreshRounds rounds, RefreshReport report, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
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
