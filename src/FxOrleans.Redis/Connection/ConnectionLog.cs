using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Redis;

/// <summary>
/// Hears from the client of each attempt to connect that fails, counts it, and tells the log once for each kind of trouble until there is a
/// connection again. The client's event <c>ConnectionFailed</c> does not do: it comes once until the connection is restored, so that a
/// Redis that was away and now refuses the password would be called away for ever. Thread-safe.
/// </summary>
internal sealed partial class ConnectionLog(RedisFailures failures, ILogger log) : ILoggerFactory, ILogger
{
    private const int None = -1;

    private int _trouble = None;
    private int _told;
    private int _saysConnected;

    /// <summary>What hinders connecting.</summary>
    public RedisFailure Trouble => Volatile.Read(ref _trouble) is >= 0 and var kind ? (RedisFailure)kind : RedisFailure.Away;

    /// <summary>There is a connection.</summary>
    public void Connected()
    {
        Volatile.Write(ref _trouble, None);
        var told = Interlocked.Exchange(ref _told, 0) != 0;
        if (Interlocked.Exchange(ref _saysConnected, 1) == 0 || told)
        {
            LogConnected();
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // It goes nowhere else.
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || exception is null)
        {
            return;
        }

        var kind = RedisFailures.KindOf(exception);
        failures.Add(kind);
        Volatile.Write(ref _trouble, (int)kind);
        var bit = 1 << (int)kind;
        if ((Interlocked.Or(ref _told, bit) & bit) == 0)
        {
            LogFailed(kind.Code(), exception.GetBaseException().Message.TrimEnd(' ', '.'));
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
        // There is nothing to close.
    }

    [LoggerMessage(LogLevel.Information, "Redis: connected.")]
    private partial void LogConnected();

    [LoggerMessage(LogLevel.Warning, "Redis: there is no connection ({Kind}: {Error}); it is tried again until there is one.")]
    private partial void LogFailed(string kind, string error);
}
