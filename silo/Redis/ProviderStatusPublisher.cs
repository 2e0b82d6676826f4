using FxOrleans.Pricing;
using FxOrleans.Redis;
using FxOrleans.Serving;

namespace FxOrleans.Silo.Redis;

/// <summary>Writes down every two seconds how the providers do, for nodes that only serve.</summary>
internal sealed class ProviderStatusPublisher(IRateEngine engine, ServingOptions options, RedisStatusStore notes, TimeProvider time, ILogger<ProviderStatusPublisher> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(WriteAllAsync, failure => log.LogError(failure, "Writing down how the providers do failed; it goes on."), time).RunAsync(stoppingToken);

    private async Task WriteAllAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            do
            {
                var rows = await RowsAsync(stoppingToken);
                if (rows is not null)
                {
                    var now = time.GetUtcNow();
                    var bulletin = new ProviderStatusSnapshot(now, now + Life, [.. rows, .. options.Disabled]);
                    await notes.WriteAsync(notes.Keys.Providers, bulletin.ToJson(), null, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    // Null while a cluster cannot say: then the last bulletin grows old.
    private async Task<IReadOnlyList<ProviderStatus>?> RowsAsync(CancellationToken cancel)
    {
        try
        {
            return await engine.ProvidersAsync(cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
