using Orleans.Runtime;
using Orleans.Storage;

namespace FxOrleans.Grains;

/// <summary>
/// A storage whose records may vanish under the grains that wrote them, because somebody emptied Redis. Where Orleans would
/// refuse the next write and throw the grain's state away, the record is written anew: a grain that is alive knows better
/// than an empty key. A record that somebody else has changed is refused as ever.
/// </summary>
internal sealed class SelfHealingGrainStorage(IGrainStorage inner) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await inner.WriteStateAsync(stateName, grainId, grainState);
        }
        catch (InconsistentStateException) when (grainState.ETag is not null)
        {
            if (!await HasVanishedAsync<T>(stateName, grainId))
            {
                throw;
            }

            grainState.ETag = null;
            grainState.RecordExists = false;
            await inner.WriteStateAsync(stateName, grainId, grainState);
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await inner.ClearStateAsync(stateName, grainId, grainState);
        }
        catch (InconsistentStateException) when (grainState.ETag is not null)
        {
            if (!await HasVanishedAsync<T>(stateName, grainId))
            {
                throw;
            }

            grainState.ETag = null;
            await inner.ClearStateAsync(stateName, grainId, grainState);
        }
    }

    private async Task<bool> HasVanishedAsync<T>(string stateName, GrainId grainId)
    {
        var written = new GrainState<T>();
        await inner.ReadStateAsync(stateName, grainId, written);
        return written.ETag is null;
    }
}
