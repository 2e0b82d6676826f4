using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Publishes the tracked pairs that have no quotes and are derived from other pairs. It watches them as a connection does and gives their
/// prices to the sinks, so that they are written and broadcast like all others. A sink that fails does not delay another.
/// </summary>
public sealed class DerivedTicks(RateBoard board, FanOut fanOut, IEnumerable<ITickSink> sinks) : IHostedService, IDisposable
{
    private readonly ITickSink[] _sinks = [.. sinks];
    private Subscriptions[] _subscriptions = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscriptions = [.. _sinks.Select(sink => Subscriptions.Listen(board, fanOut, new DerivedTicksWriter(board, sink)))];
        foreach (var subscriptions in _subscriptions)
        {
            subscriptions.Add([Subscriptions.Everything]);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var subscriptions in _subscriptions)
        {
            subscriptions.Dispose();
        }
    }
}
