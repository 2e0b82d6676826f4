using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Hears channels of Redis until disposed. It subscribes anew after each loss of a connection: the client does so too, but does not say
/// when Redis refused it, and then nothing would be heard for ever. What is said meanwhile is lost, and it is said that there was a gap.
/// Thread-safe.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="options">The deadline.</param>
/// <param name="time">The clock.</param>
/// <param name="channels">What is called with each message of a channel, on the client's own threads; it must not block.</param>
/// <param name="subscribed">Called each time that it has subscribed to all of them: what was said before may be lost.</param>
/// <param name="answered">Called each time that Redis has answered a ping while all channels are subscribed to.</param>
internal sealed class ChannelListener(
    RedisConnection connection,
    RedisOptions options,
    TimeProvider time,
    IReadOnlyList<(string Channel, Action<byte[]> Receive)> channels,
    Action? subscribed = null,
    Action? answered = null) : IAsyncDisposable
{
    /// <summary>Stands for the count of interruptions while it is not subscribed.</summary>
    private const long Interrupted = -1;

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly (RedisChannel Channel, Action<RedisChannel, RedisValue> Hear)[] _channels =
    [
        .. channels.Select(pair => (
            RedisChannel.Literal(pair.Channel),
            new Action<RedisChannel, RedisValue>((_, message) => Hear(connection, pair.Receive, message)))),
    ];

    private readonly SemaphoreSlim _interrupted = new(0);
    private Task _subscribing = Task.CompletedTask;
    private long _interruptions = Interrupted;

    /// <summary>Subscribes; returns when that is done, or after the deadline while Redis is away.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        connection.Answered += OnAnswered;
        _subscribing = Task.Run(() => new SupervisedLoop(SubscribeAsync, failure => connection.Count(failure), time).RunAsync(_stop.Token), cancel);
        await _subscribed.Task.WaitAsync(options.Deadline, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        connection.Answered -= OnAnswered;
        await _stop.CancelAsync();
        await _subscribing;
    }

    // Until stopped, or until it fails, as when Redis refuses a channel: then it is called again.
    private async Task SubscribeAsync(CancellationToken stop)
    {
        while (true)
        {
            var subscriber = (await connection.ClientAsync(stop)).GetSubscriber();
            var interruptions = connection.Interruptions;
            try
            {
                foreach (var (channel, hear) in _channels)
                {
                    await subscriber.SubscribeAsync(channel, hear).WaitAsync(options.Deadline * 2, time, stop);
                }

                subscribed?.Invoke();
                _subscribed.TrySetResult();
                Interlocked.Exchange(ref _interruptions, interruptions);
                await _interrupted.WaitAsync(stop);
            }
            finally
            {
                await UnsubscribeAsync(subscriber); // Subscribed twice it would hear everything twice.
            }
        }
    }

    // Of both, also of one that did not get through: the client has noted it all the same.
    private async Task UnsubscribeAsync(ISubscriber subscriber) =>
        await Task.WhenAll(_channels.Select(async pair => await subscriber.UnsubscribeAsync(pair.Channel, pair.Hear)))
            .WaitAsync(options.Deadline, time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // A ping is answered on the connection that was subscribed on before: then nothing more is lost.
    private void OnAnswered(long interruptions)
    {
        var standing = Interlocked.Read(ref _interruptions);
        if (standing == interruptions)
        {
            answered?.Invoke();
        }
        else if (standing != Interrupted && Interlocked.CompareExchange(ref _interruptions, Interrupted, standing) == standing)
        {
            _interrupted.Release();
        }
    }

    private static void Hear(RedisConnection connection, Action<byte[]> receive, RedisValue message)
    {
        try
        {
            receive(message.IsNull ? [] : (byte[])message!);
        }
        catch (Exception)
        {
            connection.Failures.Add(RedisFailure.Listener);
        }
    }
}
