using System.Collections.Concurrent;
using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.History;

/// <summary>Fills the memory from the host's tick source, each price once, and closes its candles by the clock.</summary>
internal sealed partial class MemoryFeed(
    ITickSource source, MemoryBook book, HistoryOptions options, TimeProvider time, ILogger<MemoryFeed> log) : BackgroundService
{
    private readonly ConcurrentDictionary<CurrencyPair, Place> _newest = new();

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(FeedAsync, failure => LogFailed(failure), time).RunAsync(stoppingToken);

    private async Task FeedAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        IAsyncDisposable? subscription = null;
        try
        {
            using var timer = new PeriodicTimer(options.Flush, time);
            do
            {
                subscription ??= await SubscribeAsync(stoppingToken).ConfigureAwait(false);
                book.Candles.Close(time.GetUtcNow());
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            if (subscription is not null)
            {
                await subscription.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<IAsyncDisposable?> SubscribeAsync(CancellationToken cancel)
    {
        try
        {
            return await source.SubscribeAsync(Receive, cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogNoTicks(failure.Message);
            return null;
        }
    }

    // Batches may be doubled or late; within a shard, which a pair never leaves, they come one at a time.
    private void Receive(TickBatch batch)
    {
        var now = time.GetUtcNow();
        foreach (ref readonly var price in batch.Prices.Span)
        {
            if (book.Tracks(price.Pair) && _newest.GetOrAdd(price.Pair, static _ => new Place()).MoveTo(price))
            {
                book.Take(price, now);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "History: there are no ticks to remember ({Failure}); it is tried again.")]
    private partial void LogNoTicks(string failure);

    [LoggerMessage(LogLevel.Error, "History: remembering prices failed; it goes on.")]
    private partial void LogFailed(Exception failure);

    private sealed class Place
    {
        private long _epoch = -1;
        private long _sequence;

        public bool MoveTo(in Price price)
        {
            if ((price.Epoch, price.Sequence).CompareTo((_epoch, _sequence)) <= 0)
            {
                return false;
            }

            (_epoch, _sequence) = (price.Epoch, price.Sequence);
            return true;
        }
    }
}
