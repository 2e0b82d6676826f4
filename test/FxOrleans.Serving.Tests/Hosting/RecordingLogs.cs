using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Tests;

/// <summary>Keeps what is logged as an error or worse, since nothing that a caller sends may be one, and what the service says of its own state.</summary>
internal sealed class RecordingLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _notices = new();

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>What was told of the node's and its providers' state, as <c>Warning: …</c>.</summary>
    public IReadOnlyCollection<string> Notices => _notices;

    public ILogger CreateLogger(string categoryName) => categoryName.EndsWith(".StateNotice", StringComparison.Ordinal) ? new Noticing(_notices) : this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _errors.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
        // There is nothing to close.
    }

    private sealed class Noticing(ConcurrentQueue<string> notices) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            notices.Enqueue($"{logLevel}: {formatter(state, exception)}");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
