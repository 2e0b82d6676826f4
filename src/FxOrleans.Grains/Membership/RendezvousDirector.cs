using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace FxOrleans.Grains;

/// <summary>Places grains for <see cref="RendezvousPlacement"/>. A hint, such as the target of a migration, has precedence.</summary>
internal sealed class RendezvousDirector(LiveSilos map) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        if (map.Active().Length == 0)
        {
            return Task.FromResult(context.LocalSilo); // The last silo stops: there is no place to move to, and Orleans would log each grain as a failure.
        }

        var silos = context.GetCompatibleSilos(target);
        return Task.FromResult(
            IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? Rendezvous.Pick(target.GrainIdentity, map.Staying(silos))
            ?? context.LocalSilo);
    }
}
