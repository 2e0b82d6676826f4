using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Push;

/// <summary>
/// A tracked pair that nobody quotes is derived from those that are: this watches such pairs like a connection does, and
/// hands their prices to the sinks, so that they are written and broadcast as any other. A sink that fails holds up no other.
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
