namespace FxOrleans.Load.Trials;

/// <summary>
/// Which node a request goes to: in turn. One that asks for readiness, as <c>docker-compose.yml</c>'s does once a second,
/// leaves out the nodes that are not; the other kind knows nothing, and goes on to the next when one fails.
/// </summary>
internal sealed class Entrance : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Missed answers until a node is left out.</summary>
    private const int Fall = 2;

    private readonly List<TrialNode> _nodes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private TrialNode[] _ready;

    public Entrance(List<TrialNode> nodes, bool asksForReadiness)
    {
        _nodes = nodes;
        _ready = [.. nodes];
        _watching = asksForReadiness ? Task.Run(() => Task.WhenAll(nodes.Select(WatchAsync))) : Task.CompletedTask;
    }

    public TrialNode Pick(int number)
    {
        var ready = Volatile.Read(ref _ready);
        return ready.Length > 0 ? ready[number % ready.Length] : _nodes[number % _nodes.Count];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(TrialNode node)
    {
        var missed = 0;
        while (!_stop.IsCancellationRequested)
        {
            missed = await node.IsReadyAsync() ? 0 : missed + 1;
            lock (_nodes)
            {
                _ready = missed == 0 ? [.. _ready.Union([node])] : missed >= Fall ? [.. _ready.Except([node])] : _ready;
            }

            await Task.Delay(Interval, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
