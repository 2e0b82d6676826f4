using Microsoft.Extensions.Logging;

namespace FxOrleans.Redis;

/// <summary>
/// Hears what the client says of each attempt to connect that fails. Its event <c>ConnectionFailed</c> comes only once until the connection
/// is restored: a Redis that was away and now refuses the password would be called away for ever.
/// </summary>
internal sealed class ConnectionLog(Action<Exception> failed) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // It goes nowhere else.
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && exception is not null)
        {
            failed(exception);
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
        // There is nothing to close.
    }
}
