using FxOrleans.Pricing;
using FxOrleans.Redis;

namespace FxOrleans.Silo.Refresh;

/// <summary>Tells how a refresh went: in the log, and to serving nodes how the providers did.</summary>
internal sealed partial class RefreshReport(RedisStatusStore notes, RefreshOptions options, TimeProvider time, ILogger<RefreshReport> log)
{
    public async Task TellAsync(RefreshOutcome outcome, CancellationToken cancel)
    {
        foreach (var trouble in outcome.Troubles)
        {
            LogTrouble(trouble);
        }

        if (outcome.Done)
        {
            LogDone(outcome.Refreshed, outcome.Kept);
        }
        else
        {
            LogFailed(outcome.Failure!);
        }

        if (outcome.Providers.Count > 0)
        {
            var now = time.GetUtcNow();
            await notes.WriteAsync(notes.Keys.Providers, new ProviderStatusSnapshot(now, now + options.Due, outcome.Providers).ToJson(), null, cancel);
        }
    }

    [LoggerMessage(LogLevel.Information, "Refreshed {Refreshed} rates; {Kept} are as they were.")]
    private partial void LogDone(int refreshed, int kept);

    [LoggerMessage(LogLevel.Error, "Nothing was refreshed: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Warning, "{Trouble}")]
    private partial void LogTrouble(string trouble);
}
