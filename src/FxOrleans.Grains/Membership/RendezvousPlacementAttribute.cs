using Orleans.Placement;

namespace FxOrleans.Grains;

/// <summary>Marks a grain class for <see cref="RendezvousPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RendezvousPlacementAttribute() : PlacementAttribute(new RendezvousPlacement());
