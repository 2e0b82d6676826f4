using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Tells other nodes what tracked prices did: watches them like a connection does and sends what changed in one message, then rests for
/// <see cref="PricesOptions.PublishInterval"/>, while newer prices replace those that wait. Only on nodes that have the channel.
/// </summary>
public sealed class UpdatePublisher(
    RateBoard board, FanOut fanOut, DayChanges changes, PricesOptions options, TimeProvider time, IPriceUpdates? channel = null) : IHostedService, IOutboxWriter, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Subscriptions? _subscriptions;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (channel is not null)
        {
            _subscriptions = Subscriptions.Listen(board, fanOut, this);
            _subscriptions.Add([Subscriptions.Everything]);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _subscriptions?.Dispose(); // First, or the write that is stopped below would count as failed.
        await _stop.CancelAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task WriteAsync(TickFrame frame, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rows = frame.Rates.Select(rate => (
            PriceSymbol.KeyOf(rate.Rate.From, rate.Rate.To),
            UpdateJson.Row(PriceOf(rate.Rate), changes.Of(rate.Rate), now, board.Options.MaxAge)));
        if (!await channel!.PublishAsync(ServerMessages.Update(now, rows), _stop.Token).ConfigureAwait(false))
        {
            throw new IOException("The channel for other nodes took no message.");
        }

        if (frame.Count < TickFrame.MostPrices)
        {
            // A full message may have left some waiting: those are told without a pause.
            await Task.Delay(options.PublishInterval, time, _stop.Token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Abort()
    {
        // There is no connection to end.
    }

    public void Dispose()
    {
        _subscriptions?.Dispose();
        _stop.Dispose();
    }

    private Price PriceOf(Rate rate) => board.PathOf(rate) is [{ Inverted: false } leg] ? leg.Price : DerivedPrice.Of(rate);
}
