using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A channel in memory.</summary>
internal sealed class FakeUpdates : IPriceUpdates
{
    private readonly ConcurrentDictionary<Action<ReadOnlyMemory<byte>>, bool> _receivers = new();
    private int _tries;

    public ConcurrentQueue<byte[]> Messages { get; } = new();

    /// <summary>What happens to a message before it is sent; by its number, from 1. It may throw.</summary>
    public Func<int, bool> Takes { get; set; } = static _ => true;

    public ValueTask<bool> PublishAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        if (!Takes(Interlocked.Increment(ref _tries)))
        {
            return ValueTask.FromResult(false);
        }

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
