using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// The one connection to Redis that everybody here shares. The client's own reconnecting is not relied upon: old versions of
/// it have no deadline on asynchronous calls and reconnect in their own time. A connection that broke or hung is thrown
/// away, and new ones are tried until one stands. Thread-safe.
/// </summary>
internal sealed partial class RedisLink : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisLink> _log;
    private Task<RedisSession>? _session;

    public RedisLink(RedisOptions options, TimeProvider time, ILogger<RedisLink> log)
    {
        _options = options;
        _time = time;
        _log = log;
    }

    public RedisFailures Failures { get; } = new();

    /// <summary>True while a connection stands.</summary>
    public bool IsUp
    {
        get
        {
            lock (_gate)
            {
                return Stands(_session);
            }
        }
    }

    /// <summary>The connection that stands, or the next one that does.</summary>
    public Task<RedisSession> SessionAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_session is null || (_session.IsCompleted && !Stands(_session)))
            {
                _session = Task.Run(ConnectAsync);
            }

            return _session.WaitAsync(cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        Task<RedisSession>? session;
        lock (_gate)
        {
            session = _session;
        }

        if (session is not null)
        {
            await session.ContinueWith(static _ => { }, TaskScheduler.Default);
            if (session.IsCompletedSuccessfully)
            {
                (await session).Abandon();
            }
        }
    }

    private static bool Stands(Task<RedisSession>? session) =>
        session is { IsCompletedSuccessfully: true, Result.Lost.IsCancellationRequested: false };

    private async Task<RedisSession> ConnectAsync()
    {
        var wait = FirstRetry;
        while (true)
        {
            _disposed.Token.ThrowIfCancellationRequested();
            try
            {
                var session = new RedisSession(await ConnectionMultiplexer.ConnectAsync(Configuration()));
                if (!session.Lost.IsCancellationRequested)
                {
                    LogConnected();
                    return session;
                }

                Failures.Add(RedisFailure.Away);
            }
            catch (Exception e) when (RedisFailures.KindOf(e) is { } kind)
            {
                Failures.Add(kind);
                LogFailed(kind.Code(), e.Message);
            }

            await Task.Delay(wait, _time, _disposed.Token);
            wait = wait * 2 < LastRetry ? wait * 2 : LastRetry;
        }
    }

    private ConfigurationOptions Configuration()
    {
        var configuration = ConfigurationOptions.Parse(_options.ConnectionString!);
        configuration.AbortOnConnectFail = true;
        configuration.ConnectRetry = 1;
        configuration.ConnectTimeout = (int)_options.Deadline.TotalMilliseconds;
        configuration.ClientName ??= "FxOrleans";
        configuration.TieBreaker = "";
        return configuration;
    }

    [LoggerMessage(LogLevel.Information, "Redis: connected.")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Debug, "Redis: cannot connect ({Kind}): {Error}")]
    private partial void LogFailed(string kind, string error);
}
