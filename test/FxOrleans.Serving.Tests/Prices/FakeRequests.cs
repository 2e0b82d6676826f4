using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>Requests between nodes in memory: the one who listens is told.</summary>
internal sealed class FakeRequests : IAnswerRequests
{
    private volatile Action<string>? _receive;

    public bool IsHeard => _receive is not null;

    public ValueTask<bool> AskAsync(CacheKey key, CancellationToken cancel)
    {
        Say(key.Name);
        return ValueTask.FromResult(IsHeard);
    }

    public void Say(string name) => _receive?.Invoke(name);

    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<string> receive, CancellationToken cancel)
    {
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
