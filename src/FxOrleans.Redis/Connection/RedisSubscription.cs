using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// The life of a subscription: it subscribes to its channels, sees by a ping each <see cref="RedisOptions.CheckInterval"/> whether the
/// connection still answers, gives up one that does not within twice the deadline, and subscribes again on the next one, until disposed.
/// What is said meanwhile is lost. Thread-safe.
/// </summary>
/// <param name="link">The connection.</param>
/// <param name="options">Deadline and pace.</param>
/// <param name="time">The clock.</param>
/// <param name="channels">What is called with each message of a channel, on the client's own threads; it must not block.</param>
/// <param name="subscribed">Called each time that it has subscribed to all of them: what was said before may be lost.</param>
/// <param name="answered">Called each time that Redis has answered a ping.</param>
internal sealed class RedisSubscription(
    RedisLink link,
    RedisOptions options,
    TimeProvider time,
    IReadOnlyList<(string Channel, Action<byte[]> Receive)> channels,
    Action? subscribed = null,
    Action? answered = null) : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly (RedisChannel Channel, Action<RedisChannel, RedisValue> Hear)[] _channels =
    [
        .. channels.Select(pair => (
            new RedisChannel(pair.Channel, RedisChannel.PatternMode.Literal),
            new Action<RedisChannel, RedisValue>((_, message) => Hear(link, pair.Receive, message)))),
    ];

    private Task _running = Task.CompletedTask;

    /// <summary>Subscribes; returns when that is done, or after the deadline while Redis is away.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        _running = Task.Run(RunAsync, cancel);
        await _subscribed.Task.WaitAsync(options.Deadline, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(await link.SessionAsync(_stop.Token));
            }
            catch (Exception e) when (!_stop.IsCancellationRequested)
            {
                // Also what nobody foresaw: a subscription must outlive it, and the count shows it.
                link.Failures.Add(RedisFailures.KindOf(e) ?? RedisFailure.Error);
                await Task.Delay(Retry, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Until the connection is lost or the subscription ends.
    private async Task ListenAsync(RedisSession session)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, session.Lost);
        try
        {
            foreach (var (channel, hear) in _channels)
            {
                await session.Subscriber.SubscribeAsync(channel, hear).WaitAsync(options.Deadline * 2, time, end.Token);
            }

            subscribed?.Invoke();
            _subscribed.TrySetResult();
            while (true)
            {
                // Of both connections that the client has: messages come over one of their own.
                await Task.WhenAll(session.Database.PingAsync(), session.Subscriber.PingAsync()).WaitAsync(options.Deadline * 2, time, end.Token);
                answered?.Invoke();
                await Task.Delay(options.CheckInterval, time, end.Token);
            }
        }
        catch (TimeoutException)
        {
            session.Abandon();
            throw;
        }
        finally
        {
            if (!session.Lost.IsCancellationRequested)
            {
                await Task.WhenAll(_channels.Select(pair => session.Subscriber.UnsubscribeAsync(pair.Channel, pair.Hear)))
                    .WaitAsync(options.Deadline, time, session.Lost)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static void Hear(RedisLink link, Action<byte[]> receive, RedisValue message)
    {
        try
        {
            receive(message.IsNull ? [] : (byte[])message!);
        }
        catch (Exception)
        {
            link.Failures.Add(RedisFailure.Listener);
        }
    }
}
