using System.Collections.Concurrent;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>The ingestions and pairs that live on this silo, to be handed over or moved to where they belong. Thread-safe.</summary>
internal sealed class LocalActivations
{
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _ingestions = new();
    private readonly ConcurrentDictionary<GrainId, IGrainContext> _pairs = new();

    public ICollection<IGrainContext> Ingestions => _ingestions.Values;

    public ICollection<IGrainContext> Pairs => _pairs.Values;

    public void AddIngestion(IGrainContext grain) => _ingestions[grain.GrainId] = grain;

    public void AddPair(IGrainContext grain) => _pairs[grain.GrainId] = grain;

    /// <summary>Removes that activation, and not one that has followed it.</summary>
    public void Remove(IGrainContext grain)
    {
        _ingestions.TryRemove(KeyValuePair.Create(grain.GrainId, grain));
        _pairs.TryRemove(KeyValuePair.Create(grain.GrainId, grain));
    }
}
