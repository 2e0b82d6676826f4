namespace FxOrleans.Pricing;

/// <summary>The channel on which nodes with providers tell others what prices did. Messages are hints: they may be lost while it is away. Thread-safe.</summary>
public interface IPriceUpdates
{
    /// <summary>Sends one message, JSON in UTF-8. False when it could not be sent; does not throw for that.</summary>
    ValueTask<bool> PublishAsync(ReadOnlyMemory<byte> message, CancellationToken cancel);

    /// <summary>Calls <paramref name="receive"/> with every message from now on, also after the channel was away, until disposed. It must not block.</summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken cancel);
}
