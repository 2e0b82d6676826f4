namespace FxOrleans.Grains;

/// <summary>What lives on this silo now: its share of the cluster's work. Thread-safe.</summary>
public sealed class SiloLoad
{
    private readonly LocalActivations _grains;

    internal SiloLoad(LocalActivations grains) => _grains = grains;

    /// <summary>How many pairs are decided here.</summary>
    public int Pairs => _grains.Pairs.Count;

    /// <summary>The providers that are asked from here, in order of their names.</summary>
    public IReadOnlyList<string> Ingestions =>
        [.. _grains.Ingestions.Select(grain => grain.GrainId.Key.ToString()!).Order(StringComparer.Ordinal)];
}
