using Orleans.Runtime;
using Orleans.Storage;

namespace FxOrleans.Grains;

/// <summary>
/// A grain storage that survives the loss of its records, as when Redis was emptied. Orleans would refuse the next write and discard the
/// grain's state; here the record is written again, because an active grain knows more than a missing key. A record that another
/// activation has changed is still refused.
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
