using FxOrleans.Pricing;

namespace FxOrleans.Silo.Refresh;

/// <summary>Refreshes for as long as the host runs, and tells of it in the log.</summary>
internal sealed partial class RefreshWorker(RefreshRounds rounds, TimeProvider time, ILogger<RefreshWorker> log) : BackgroundService
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
                    Tell(log, outcome);
                }

                await Task.Delay(pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Says in one line how a refresh went, and one for each provider that gave nothing.</summary>
    public static void Tell(ILogger log, RefreshOutcome outcome)
    {
        foreach (var trouble in outcome.Troubles)
        {
            LogTrouble(log, trouble);
        }

        if (outcome.Done)
        {
            LogDone(log, outcome.Refreshed, outcome.Kept);
        }
        else
        {
            LogFailed(log, outcome.Failure!);
        }
    }

    [LoggerMessage(LogLevel.Information, "Refreshed {Refreshed} rates; {Kept} are as they were.")]
    private static partial void LogDone(ILogger log, int refreshed, int kept);

    [LoggerMessage(LogLevel.Error, "Nothing was refreshed: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "{Trouble}")]
    private static partial void LogTrouble(ILogger log, string trouble);
}
