using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// What runs on a silo beside its grains, from the moment it is active until just before it leaves. On the way out the
/// ingestions go first, then the pairs, then the last ticks; Orleans itself stops after that. A silo that is killed does
/// nothing of it.
/// </summary>
internal sealed class SiloLifetime(
    StreamPublisher streams,
    PeerTicks silos,
    PriceFeed feed,
    TickStreamReader reader,
    IngestionSupervisor watch,
    FirstRounds rounds,
    GrainRebalancer balancer,
    GrainMigrator mover,
    LocalActivations grains,
    RoutingSwitch routing,
    PeerSilos others,
    LiveSilos map,
    IOptions<GrainsOptions> options,
    TimeProvider time,
    ILogger<SiloLifetime> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>After everything of Orleans has started, and so before any of it stops.</summary>
    private const int Stage = ServiceLifecycleStage.Active + 100;

    private static readonly TimeSpan ShortDeadline = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopWatching = new();
    private readonly CancellationTokenSource _stopPublishing = new();
    private Task _publishing = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(SiloLifetime), Stage, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancel)
    {
        silos.Look(); // First: what is decided from now on is sent to the others, what was before is in their snapshots.

        // Not on the starting thread: nothing of this may hold up the start or belong to its context.
        _publishing = Task.Run(() => Task.WhenAll(SuperviseAsync(silos.RunAsync, _stopPublishing.Token), SuperviseAsync(streams.RunAsync, _stopPublishing.Token)), CancellationToken.None);
        _watching = Task.Run(() => Task.WhenAll(SuperviseAsync(watch.RunAsync, _stopWatching.Token), SuperviseAsync(rounds.RunAsync, _stopWatching.Token), SuperviseAsync(balancer.RunAsync, _stopWatching.Token)), CancellationToken.None);
        feed.Start();
        return Task.CompletedTask;
    }

    private Task SuperviseAsync(Func<CancellationToken, Task> work, CancellationToken cancel) =>
        new SupervisedLoop(work, failure => logger.LogError(failure, "A work beside the grains failed; it goes on."), time).RunAsync(cancel);

    private async Task StopAsync(CancellationToken cancel)
    {
        var startedAt = time.GetTimestamp();
        await _stopWatching.CancelAsync().ConfigureAwait(false);
        if (!cancel.IsCancellationRequested)
        {
            await LeaveAsync(startedAt).ConfigureAwait(false);
        }

        await _stopPublishing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_publishing, _watching).ConfigureAwait(false);
        await feed.DisposeAsync().ConfigureAwait(false);
        if (!cancel.IsCancellationRequested)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            logger.LogInformation("Left in {Milliseconds:0} ms.", time.GetElapsedTime(startedAt).TotalMilliseconds);
        }
    }

    private async Task LeaveAsync(long startedAt)
    {
        map.Leave(map.Local);
        await others.LeaveAsync(ShortDeadline).ConfigureAwait(false);
        var moved = await mover.MoveAsync(grains.Ingestions, Left()).ConfigureAwait(false);
        moved += await mover.MoveAsync(grains.Pairs, Left()).ConfigureAwait(false);
        routing.Stop(); // Of ingestions that have not moved, because there is nowhere to move to.
        await Task.WhenAll(silos.FlushAsync(ShortDeadline), streams.FlushAsync(ShortDeadline)).ConfigureAwait(false);
        logger.LogInformation("Handed {Count} grains over.", moved);

        TimeSpan Left()
        {
            var left = options.Value.HandOverDeadline - time.GetElapsedTime(startedAt);
            return left > ShortDeadline ? left : ShortDeadline;
        }
    }
}
