using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// The one connection to Redis that everybody here shares, and the only place that handles what its client throws. The client connects
/// again and subscribes again by itself; here it is pinged, so that one that hangs is known, and its failures are counted and told of once.
/// Thread-safe.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;
    private readonly ConnectionLog _trouble;
    private readonly ILogger<RedisConnection> _log;
    private TaskCompletionSource<ConnectionMultiplexer> _up = NewUp();
    private ConnectionMultiplexer? _client;
    private Task? _watching;
    private bool _wasUp;
    private bool _hangs;
    private long _interruptions;

    public RedisConnection(RedisOptions options, TimeProvider time, ILogger<RedisConnection> log)
    {
        _options = options;
        _time = time;
        _log = log;
        _trouble = new ConnectionLog(Failures, log);
        Texts = new RedisStringReader(Failures, log);
    }

    /// <summary>
    /// Raised each time that Redis has answered a ping on all its connections, with <see cref="Interruptions"/> as they were before it.
    /// </summary>
    public event Action<long>? Answered;

    public RedisFailures Failures { get; } = new();

    public RedisStringReader Texts { get; }

    /// <summary>How often a connection was lost. What was said on a channel meanwhile is lost, and Redis may be another one since.</summary>
    public long Interruptions => Interlocked.Read(ref _interruptions);

    /// <summary>
    /// <c>ok</c> while a connection stands and every key is as it should be, <c>slow</c> while it does not answer, <c>wrong_type</c> when a key
    /// is not as it should be, else the code of what hinders connecting.
    /// </summary>
    public string State =>
        !IsUp ? _trouble.Trouble.Code()
        : Volatile.Read(ref _hangs) ? RedisFailure.Slow.Code()
        : Texts.Wrong.Count > 0 ? RedisFailure.WrongType.Code()
        : "ok";

    /// <summary>True while a connection stands.</summary>
    public bool IsUp => Volatile.Read(ref _client) is { IsConnected: true };

    /// <summary>The client, once it is connected. The first call begins to connect.</summary>
    public Task<ConnectionMultiplexer> ClientAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            _watching ??= Task.Run(() => new SupervisedLoop(WatchAsync, failure => _log.LogError(failure, "Redis: watching the connection failed; it goes on."), _time).RunAsync(_stop.Token));
            Look();
            return _up.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Asks on the connection that stands, or the next one that does, and waits <paramref name="within"/> at most.</summary>
    /// <exception cref="RedisUnavailableException">It was not done, or it is not known whether it was. Already counted.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, TimeSpan within, CancellationToken cancel)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            return await AskAsync().WaitAsync(within, _time, cancel);
        }
        catch (Exception failure)
        {
            await given.CancelAsync(); // What waits for a connection is not asked later, when nobody waits for the answer.
            cancel.ThrowIfCancellationRequested(); // Whatever the client makes of it.
            throw new RedisUnavailableException(Count(failure), failure);
        }

        async Task<T> AskAsync() => await ask((await ClientAsync(given.Token)).GetDatabase());
    }

    /// <inheritdoc cref="AskAsync{T}(Func{IDatabase, Task{T}}, TimeSpan, CancellationToken)"/>
    public Task AskAsync(Func<IDatabase, Task> ask, TimeSpan within, CancellationToken cancel) => AskAsync<bool>(
        async redis =>
        {
            await ask(redis);
            return true;
        },
        within,
        cancel);

    /// <summary>Publishes on a channel, where a connection stands. How many heard it; null when it was not sent, which is counted.</summary>
    public async ValueTask<long?> PublishAsync(string channel, RedisValue message, CancellationToken cancel)
    {
        if (!IsUp)
        {
            return null;
        }

        try
        {
            return await AskAsync(redis => redis.PublishAsync(RedisChannel.Literal(channel), message), _options.Deadline, cancel);
        }
        catch (RedisUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Counts a failure of the client. What does not answer while no connection stands is what hinders connecting.</summary>
    public RedisFailure Count(Exception failure)
    {
        var kind = RedisFailures.KindOf(failure) is var found && found == RedisFailure.Slow && !IsUp ? _trouble.Trouble : found;
        Failures.Add(kind);
        return kind;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task? watching;
        lock (_gate)
        {
            watching = _watching;
        }

        await (watching ?? Task.CompletedTask);
        if (_client is { } client)
        {
            // It is being thrown away; that it would not close in order changes nothing.
            await Task.Run(() => client.DisposeAsync().AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource<ConnectionMultiplexer> NewUp() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WatchAsync(CancellationToken stop)
    {
        if (_client is null)
        {
            var client = await ConnectionMultiplexer.ConnectAsync(ClientSettings.Of(_options, _trouble));
            client.ConnectionFailed += (_, _) =>
            {
                Interlocked.Increment(ref _interruptions);
                Wake();
            };
            client.ConnectionRestored += (_, _) => Wake();
            Volatile.Write(ref _client, client);
        }

        while (true)
        {
            var answers = await AnswersAsync(_client, stop);
            await _wake.WaitAsync(answers || _options.CheckInterval < ClientSettings.FirstRetry ? _options.CheckInterval : ClientSettings.FirstRetry, stop);
        }
    }

    private async Task<bool> AnswersAsync(ConnectionMultiplexer client, CancellationToken stop)
    {
        lock (_gate)
        {
            Look();
        }

        if (!client.IsConnected)
        {
            return false;
        }

        var before = Interruptions;
        try
        {
            // Of both connections that the client has: messages come over one of their own.
            await Task.WhenAll(client.GetDatabase().PingAsync(), client.GetSubscriber().PingAsync()).WaitAsync(_options.Deadline * 2, _time, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            Volatile.Write(ref _hangs, Count(failure) == RedisFailure.Slow);
            return false;
        }

        Volatile.Write(ref _hangs, false);
        _trouble.Connected();
        Answered?.Invoke(before);
        return true;
    }

    private void Wake()
    {
        lock (_gate)
        {
            Look();
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    // Within the gate. The client's events may come late and in another order, so that they only say when to look.
    private void Look()
    {
        var isUp = IsUp;
        if (isUp && !_wasUp)
        {
            _up.TrySetResult(_client!);
        }
        else if (!isUp && _wasUp)
        {
            _up = NewUp();
        }

        _wasUp = isUp;
    }
}
