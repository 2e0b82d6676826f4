using Microsoft.Extensions.Logging;

using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace FxOrleans.Grains;

/// <summary>Moves grains, with their state, to the silo where they belong, and waits until they have left.</summary>
internal sealed class GrainMigrator(LiveSilos map, TimeProvider time, ILogger<GrainMigrator> logger)
{
    /// <summary>Moves the grains that belong to another silo. Returns how many have left in time.</summary>
    public async Task<int> MoveAsync(IEnumerable<IGrainContext> grains, TimeSpan deadline)
    {
        var moving = new List<Task>();
        foreach (var grain in grains)
        {
            var home = map.Home(grain.GrainId);
            if (!home.Equals(map.Local))
            {
                grain.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = home });
                moving.Add(grain.Deactivated);
            }
        }

        try
        {
            await Task.WhenAll(moving).WaitAsync(deadline, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("Of {Count} grains that were to move, {Left} are still here after {Deadline}.", moving.Count, moving.Count(m => !m.IsCompleted), deadline);
        }

        return moving.Count(move => move.IsCompleted);
    }
}
