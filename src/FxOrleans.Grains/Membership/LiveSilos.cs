using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>The silos that grains may live on, as this silo sees them: the active ones without those that have said that they are leaving. Thread-safe.</summary>
internal sealed class LiveSilos(IClusterMembershipService membership, ILocalSiloDetails local)
{
    private readonly Lock _lock = new();
    private SiloAddress[] _leaving = [];

    public SiloAddress Local => local.SiloAddress;

    /// <summary>Yields a value now and each time a silo joins, leaves or changes its state.</summary>
    public IAsyncEnumerable<ClusterMembershipSnapshot> Changes => membership.MembershipUpdates;

    /// <summary>Changes each time a silo joins, leaves or changes its state.</summary>
    public long Version => membership.CurrentSnapshot.Version.Value;

    /// <summary>True once this silo is active.</summary>
    public bool HasJoined => membership.CurrentSnapshot.GetSiloStatus(Local) == SiloStatus.Active;

    /// <summary>The active silos, those that are leaving included.</summary>
    public SiloAddress[] Active() =>
        [.. membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];

    /// <summary>Notes that a silo is about to stop: no grain is moved to it or placed on it any more.</summary>
    public void Leave(SiloAddress silo)
    {
        lock (_lock)
        {
            // Silos that have left are removed here, so that the list is never longer than the cluster.
            var active = Active();
            _leaving = [.. _leaving.Where(active.Contains), silo];
        }
    }

    /// <summary>Returns those of the given silos on which a grain may be placed, or all of them when that would leave none.</summary>
    public SiloAddress[] Staying(SiloAddress[] silos)
    {
        var leaving = Volatile.Read(ref _leaving);
        if (leaving.Length == 0)
        {
            return silos;
        }

        var staying = Array.FindAll(silos, silo => !leaving.Contains(silo));
        return staying.Length == 0 ? silos : staying;
    }

    /// <summary>Where the grain belongs.</summary>
    public SiloAddress Home(GrainId grain) => Rendezvous.Pick(grain, Staying(Active())) ?? Local;
}
