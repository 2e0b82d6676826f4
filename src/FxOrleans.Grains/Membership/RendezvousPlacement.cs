using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>Places a grain on the silo that <see cref="Rendezvous"/> gives.</summary>
[GenerateSerializer, Immutable, Alias("fx.RendezvousPlacement")]
internal sealed class RendezvousPlacement : PlacementStrategy;
