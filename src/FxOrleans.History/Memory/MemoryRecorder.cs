using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.History;

/// <summary>Fills the memory with the ticks of the host's <see cref="PriceFeed"/> and closes its candles by the clock.</summary>
internal sealed partial class MemoryRecorder(
    PriceFeed feed, MemoryBook book, HistoryOptions options, TimeProvider time, ILogger<MemoryRecorder> log) : BackgroundService
{
    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Ticked += Take;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        feed.Ticked -= Take;
        return base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(CloseAsync, failure => LogFailed(failure), time).RunAsync(stoppingToken);

    private async Task CloseAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Flush, time);
        try
        {
            do
            {
                book.Candles.Close(time.GetUtcNow());
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Take(Price price)
    {
        if (book.Tracks(price.Pair))
        {
            book.Take(price, time.GetUtcNow());
        }
    }

    [LoggerMessage(LogLevel.Error, "History: remembering prices failed; it goes on.")]
    private partial void LogFailed(Exception failure);
}
