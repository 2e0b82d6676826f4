using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>Requests between nodes in memory: the one who listens is told.</summary>
internal sealed class FakeRequests : ICacheRequests
{
    private volatile Func<string, bool> _takes = _ => false;
    private volatile Action<string>? _receive;

    /// <summary>Names that were claimed.</summary>
    public ConcurrentQueue<string> Claimed { get; } = new();

    public bool IsHeard => _receive is not null;

    public ValueTask<bool> AskAsync(CacheKey key, CancellationToken cancel)
    {
        Say(key.Name);
        return ValueTask.FromResult(IsHeard);
    }

    public void Say(string name)
    {
        if (_receive is { } receive && _takes(name))
        {
            Claimed.Enqueue(name);
            receive(name);
        }
    }

    public ValueTask<IAsyncDisposable> SubscribeAsync(Func<string, bool> takes, Action<string> receive, CancellationToken cancel)
    {
        _takes = takes;
        _receive = receive;
        return ValueTask.FromResult<IAsyncDisposable>(new Subscription(() => _receive = null));
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
