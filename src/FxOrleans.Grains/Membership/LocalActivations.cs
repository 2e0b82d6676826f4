using System.Collections.Concurrent;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>The ingestions and pairs that are active on this silo. It is used to hand them over or to move them. Thread-safe.</summary>
internal sealed class LocalActivations
{
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _ingestions = new();
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _pairs = new();

    public ICollection<IGrainContext> Ingestions => _ingestions.Values;

    public ICollection<IGrainContext> Pairs => _pairs.Values;

    public void AddIngestion(IGrainContext grain) => _ingestions[grain.GrainId] = grain;

    public void AddPair(IGrainContext grain) => _pairs[grain.GrainId] = grain;

    /// <summary>Removes that activation, but not a later one of the same grain.</summary>
    public void Remove(IGrainContext grain)
    {
        _ingestions.TryRemove(KeyValuePair.Create(grain.GrainId, grain));
        _pairs.TryRemove(KeyValuePair.Create(grain.GrainId, grain));
    }
}
