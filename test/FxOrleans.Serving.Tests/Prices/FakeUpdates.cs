using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A channel in memory.</summary>
internal sealed class FakeUpdates : IPriceUpdates
{
    private readonly ConcurrentDictionary<Action<ReadOnlyMemory<byte>>, bool> _receivers = new();

    public ConcurrentQueue<byte[]> Messages { get; } = new();

    public ValueTask<bool> PublishAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        Messages.Enqueue(message.ToArray());
        foreach (var receive in _receivers.Keys)
        {
            receive(message);
        }

        return ValueTask.FromResult(true);
    }

    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken cancel)
    {
        _receivers[receive] = true;
        return ValueTask.FromResult<IAsyncDisposable>(new Subscription(() => _receivers.TryRemove(receive, out _)));
    }

    private sealed class Subscription(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
