using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Grains;

/// <summary>
/// Gives a new silo its share. When the membership has changed and then been quiet for a while, the grains of this silo that belong to
/// another move there, a few at a time, so that only a few pause at once.
/// </summary>
internal sealed class GrainRebalancer(
    LiveSilos map, LocalActivations grains, GrainMigrator mover, IOptions<GrainsOptions> options, TimeProvider time, ILogger<GrainRebalancer> logger)
{
    private const int AtOnce = 16;

    private static readonly TimeSpan MoveDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Rebalances after each change of the membership, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await using var changes = map.Changes.GetAsyncEnumerator(cancel);
            var next = changes.MoveNextAsync().AsTask();
            while (await next.ConfigureAwait(false))
            {
                next = changes.MoveNextAsync().AsTask();
                var quiet = Task.Delay(options.Value.BalanceDelay, time, cancel);
                if (await Task.WhenAny(next, quiet).ConfigureAwait(false) == quiet)
                {
                    await quiet.ConfigureAwait(false);
                    await BalanceAsync(cancel).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    private async Task BalanceAsync(CancellationToken cancel)
    {
        var moved = 0;
        foreach (var few in grains.Ingestions.Concat(grains.Pairs).Where(grain => !map.Home(grain.GrainId).Equals(map.Local)).Chunk(AtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            moved += await mover.MoveAsync(few, MoveDeadline).ConfigureAwait(false);
        }

        if (moved > 0)
        {
            logger.LogInformation("Moved {Count} grains to the silos where they belong.", moved);
        }
    }
}
