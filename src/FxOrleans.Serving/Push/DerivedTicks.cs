using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Push;

/// <summary>
/// A tracked pair that nobody quotes is derived from those that are: this watches such pairs like a connection does, and
/// hands their prices to the sinks, so that they are written and broadcast as any other.
/// </summary>
public sealed class DerivedTicks(RateBoard board, FanOut fanOut, IEnumerable<ITickSink> sinks) : IHostedService, IOutboxWriter, IDisposable
{
    private readonly ITickSink[] _sinks = [.. sinks];
    private Subscriptions? _subscriptions;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_sinks.Length > 0)
        {
            _subscriptions = Subscriptions.Open(board, fanOut, this);
            _subscriptions?.Add([Subscriptions.Everything]);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteAsync(TickFrame frame, CancellationToken cancel)
    {
        var derived = frame.Rates.Where(rate => board.IsDerived(rate.Rate)).Select(rate => DerivedPrice.Of(rate.Rate)).ToArray();
        if (derived.Length > 0)
        {
            foreach (var sink in _sinks)
            {
                sink.Publish(derived);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        // There is no connection to end: writing only notes.
    }

    public void Dispose() => _subscriptions?.Dispose();
}
