using FxOrleans.Pricing;
using FxOrleans.Redis;
using FxOrleans.Serving;
using FxOrleans.Serving.Push;

namespace FxOrleans.Silo.Redis;

/// <summary>Keeps <c>rates</c> in step with the board, for readers that do not follow each price: every five seconds in which something changed.</summary>
internal sealed partial class RatesSnapshotWriter(RateBoard board, ServingOptions options, RedisRateSnapshotStore sheet, TimeProvider time, ILogger<RatesSnapshotWriter> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private int _changed;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Book.Advanced += _ => Volatile.Write(ref _changed, 1);
        return new SupervisedLoop(KeepAsync, failure => LogFailed(failure), time).RunAsync(stoppingToken);
    }

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (Interlocked.Exchange(ref _changed, 0) == 1)
                {
                    await WriteAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        Price[] rows = [.. options.Tracked.Select(pair => board.Read(pair.Base, pair.Quote)).OfType<EncodedRate>().Select(PriceOf)];
        try
        {
            await sheet.WriteAsync(rows, cancel);
        }
        catch (RateSheetException failure)
        {
            Volatile.Write(ref _changed, 1);
            LogNotWritten(failure.Message);
        }
    }

    // A cross that is served in the place of a pair's own price is this node's: what is stored is what was decided.
    private Price PriceOf(EncodedRate rate) =>
        board.Decided(rate.Rate.From, rate.Rate.To) ?? DerivedPrice.Of(rate.Rate);

    [LoggerMessage(LogLevel.Error, "Writing the rates failed; it goes on.")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(LogLevel.Debug, "The rates were not written: {Reason}")]
    private partial void LogNotWritten(string reason);
}
