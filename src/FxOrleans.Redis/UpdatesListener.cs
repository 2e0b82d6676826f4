using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>Hears one channel as long as it lives: after each loss of the connection it subscribes again. What is said meanwhile is lost.</summary>
internal sealed class UpdatesListener(
    RedisLink link, RedisChannel channel, RedisOptions options, TimeProvider time, Action<ReadOnlyMemory<byte>> receive) : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
            catch (Exception e) when (!_stop.IsCancellationRequested && RedisFailures.KindOf(e) is { } kind)
            {
                link.Failures.Add(kind);
                await Task.Delay(Retry, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(RedisSession session)
    {
        await session.Subscriber.SubscribeAsync(channel, OnMessage).WaitAsync(options.Deadline, time, _stop.Token);
        _subscribed.TrySetResult();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, session.Lost);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!session.Lost.IsCancellationRequested)
        {
            await session.Subscriber.UnsubscribeAsync(channel, OnMessage)
                .WaitAsync(options.Deadline, time, session.Lost)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void OnMessage(RedisChannel from, RedisValue message)
    {
        if (!message.IsNull)
        {
            try
            {
                receive((byte[])message!);
            }
            catch (Exception)
            {
                link.Failures.Add(RedisFailure.Listener);
            }
        }
    }
}
