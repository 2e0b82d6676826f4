using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Prices;

/// <summary>
/// On a node without providers: takes the prices and the changes that other nodes tell, so that it can serve them. Older prices than
/// the board has are dropped there. Thread-safe.
/// </summary>
public sealed class UpdateConsumer(RateBoard board, DayChanges changes, IPriceUpdates? channel = null) : IHostedService
{
    private IAsyncDisposable? _subscription;
    private long _malformed;

    /// <summary>Messages and rows that were none.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (channel is not null)
        {
            _subscription = await channel.SubscribeAsync(Receive, cancellationToken).ConfigureAwait(false);
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
                changes.Tell(price.Pair, known, price.Simulated);
            }
        }

        board.Offer([.. rows.Select(row => row.Price)]);
    }
}
