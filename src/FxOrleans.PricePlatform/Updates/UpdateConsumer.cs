using System.Diagnostics.Metrics;
using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.PricePlatform;

/// <summary>
/// On a node without providers: takes the prices and the changes that other nodes tell, so that it can serve them. Older prices than
/// the book has are dropped there. Thread-safe.
/// </summary>
public sealed class UpdateConsumer : IHostedService
{
    private readonly PriceBook _book;
    private readonly DayChanges _changes;
    private readonly IPriceUpdates? _channel;
    private IAsyncDisposable? _subscription;
    private long _malformed;

    /// <param name="book">Takes the prices.</param>
    /// <param name="changes">What changes are told to.</param>
    /// <param name="meters">Shows <see cref="Malformed"/> as <c>fxorleans.prices.updates_malformed</c>.</param>
    /// <param name="channel">What other nodes tell; null for none.</param>
    public UpdateConsumer(PriceBook book, DayChanges changes, IMeterFactory meters, IPriceUpdates? channel = null)
    {
        (_book, _changes, _channel) = (book, changes, channel);
        meters.Create(CacheMetrics.MeterName).CreateObservableCounter(
            "fxorleans.prices.updates_malformed", () => Malformed, "{row}", "Messages and rows from other nodes that were none.");
    }

    /// <summary>Messages and rows that were none.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_channel is not null)
        {
            _subscription = await _channel.SubscribeAsync(Receive, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_subscription is { } subscription)
        {
            _subscription = null;
            await subscription.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Receive(ReadOnlyMemory<byte> message)
    {
        var rows = UpdateJson.Read(message, out var malformed);
        Interlocked.Add(ref _malformed, malformed);
        foreach (var (price, before) in rows)
        {
            if (before is { } known)
            {
                _changes.Tell(price.Pair, known, price.Simulated);
            }
        }

        _book.Advance([.. rows.Select(row => row.Price)]);
    }
}
