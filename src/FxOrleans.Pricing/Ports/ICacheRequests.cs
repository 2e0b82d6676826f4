namespace FxOrleans.Pricing;

/// <summary>
/// How a node that cannot make an answer asks one that can to leave it in the shared cache. Requests are hints: they may be lost, and
/// what becomes of one shows in the cache. Thread-safe.
/// </summary>
public interface ICacheRequests
{
    /// <summary>Asks for the answer under that key. False when nobody has heard it; does not throw for that.</summary>
    ValueTask<bool> AskAsync(CacheKey key, CancellationToken cancel);

    /// <summary>
    /// Calls <paramref name="receive"/> with the names of keys that others ask for, until disposed: of those who listen one is told of each
    /// request, and of the same name at most once in a few seconds. It must not block.
    /// </summary>
    /// <param name="takes">Asked of each name before anybody claims it, whether it can be had here: for one that cannot, nothing is kept anywhere. It must not block.</param>
    /// <param name="receive">Told of each name that was claimed for it.</param>
    /// <param name="cancel">Ends the subscribing, not the subscription.</param>
    ValueTask<IAsyncDisposable> SubscribeAsync(Func<string, bool> takes, Action<string> receive, CancellationToken cancel);
}
