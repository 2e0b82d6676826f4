using System.Net.Security;
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
    private const int None = -1;

    /// <summary>Where the client finds an issuer to trust; it looks there only while nobody else judges certificates.</summary>
    private const string IssuerVariable = "SERedis_IssuerCertPath";

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisLink> _log;
    private Task<RedisSession>? _session;
    private int _trouble = None;
    private int _told;

    public RedisLink(RedisOptions options, TimeProvider time, ILogger<RedisLink> log)
    {
        _options = options;
        _time = time;
        _log = log;
        Texts = new RedisTexts(Failures, log);
    }

    public RedisFailures Failures { get; } = new();

    public RedisTexts Texts { get; }

    /// <summary><c>ok</c> while a connection stands and every key is as it should be, <c>wrong_type</c> when one is not, else the code of what hinders connecting.</summary>
    public string State => !IsUp ? Trouble.Code() : Texts.Wrong.Count > 0 ? RedisFailure.WrongType.Code() : "ok";

    private RedisFailure Trouble => Volatile.Read(ref _trouble) is >= 0 and var kind ? (RedisFailure)kind : RedisFailure.Away;

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

    /// <summary>Publishes on a channel, where a connection stands. How many heard it; null when it was not sent, which is counted.</summary>
    public async ValueTask<long?> PublishAsync(string channel, RedisValue message, CancellationToken cancel)
    {
        if (!IsUp)
        {
            return null;
        }

        try
        {
            var session = await SessionAsync(cancel);
            return await session.Subscriber.PublishAsync(new RedisChannel(channel, RedisChannel.PatternMode.Literal), message).WaitAsync(_options.Deadline, _time, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && RedisFailures.KindOf(e) is { } kind)
        {
            Failures.Add(kind);
            return null;
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
            string? distrust = null;
            try
            {
                var session = new RedisSession(await ConnectionMultiplexer.ConnectAsync(Configuration(faults => distrust = faults)));
                if (!session.Lost.IsCancellationRequested)
                {
                    Volatile.Write(ref _trouble, None);
                    Volatile.Write(ref _told, 0);
                    LogConnected();
                    return session;
                }

                Note(RedisFailure.Away, "it broke at once");
            }
            catch (Exception e)
            {
                // Also what nobody foresaw: whoever waits for a connection must get one in the end.
                var kind = RedisFailures.KindOf(e) ?? RedisFailure.Error;
                if (kind == RedisFailure.Unauthorized && distrust is not null)
                {
                    Note(RedisFailure.Untrusted, $"its certificate has {distrust}");
                }
                else
                {
                    Note(kind, e.Message.TrimEnd(' ', '.'));
                }
            }

            await Task.Delay(wait, _time, _disposed.Token);
            wait = wait * 2 < LastRetry ? wait * 2 : LastRetry;
        }
    }

    // Said once for each kind of trouble, not once an attempt, until there is a connection again.
    private void Note(RedisFailure kind, string error)
    {
        Failures.Add(kind);
        Volatile.Write(ref _trouble, (int)kind);
        var bit = 1 << (int)kind;
        if ((Interlocked.Or(ref _told, bit) & bit) == 0)
        {
            LogFailed(kind.Code(), error);
        }
    }

    private ConfigurationOptions Configuration(Action<string> distrusted)
    {
        var configuration = ConfigurationOptions.Parse(_options.ConnectionString!);
        configuration.AbortOnConnectFail = true;
        configuration.ConnectRetry = 1;
        configuration.ConnectTimeout = (int)_options.Deadline.TotalMilliseconds;
        configuration.ClientName ??= "FxOrleans";
        configuration.TieBreaker = "";

        // A replica that was made the master is then taken for one within a second or two, not within a minute.
        configuration.ConfigCheckSeconds = Math.Max(1, (int)_options.CheckInterval.TotalSeconds);
        if (configuration.Ssl && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(IssuerVariable)))
        {
            // The same verdict as without it; but the client itself does not tell a certificate from a password.
            configuration.CertificateValidation += (_, _, _, errors) =>
            {
                if (errors != SslPolicyErrors.None)
                {
                    distrusted($"{errors}");
                }

                return errors == SslPolicyErrors.None;
            };
        }

        return configuration;
    }

    [LoggerMessage(LogLevel.Information, "Redis: connected.")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Warning, "Redis: there is no connection ({Kind}: {Error}); it is tried again until there is one.")]
    private partial void LogFailed(string kind, string error);
}
