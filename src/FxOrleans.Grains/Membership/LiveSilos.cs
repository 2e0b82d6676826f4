using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>Which silos there are to live on, as this silo sees it: the active ones without those that have said they are leaving. Thread-safe.</summary>
internal sealed class LiveSilos(IClusterMembershipService membership, ILocalSiloDetails local)
{
    private readonly Lock _lock = new();
    private SiloAddress[] _leaving = [];

    public SiloAddress Local => local.SiloAddress;

    /// <summary>Gives a value now and whenever a silo comes, goes or changes its state.</summary>
    public IAsyncEnumerable<ClusterMembershipSnapshot> Changes => membership.MembershipUpdates;

    /// <summary>Changes whenever a silo comes, goes or changes its state.</summary>
    public long Version => membership.CurrentSnapshot.Version.Value;

    /// <summary>True once this silo is active.</summary>
    public bool HasJoined => membership.CurrentSnapshot.GetSiloStatus(Local) == SiloStatus.Active;

    /// <summary>The active silos, those that are leaving included.</summary>
    public SiloAddress[] Active() =>
        [.. membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];

    /// <summary>Takes note that a silo is about to stop: nothing moves or is placed there any more.</summary>
    public void Leave(SiloAddress silo)
    {
        lock (_lock)
        {
            // Silos that have gone meanwhile are forgotten here, so that the list stays as short as the cluster is.
            var active = Active();
            _leaving = [.. _leaving.Where(active.Contains), silo];
        }
    }

    /// <summary>The silos of those given on which a grain may be placed: all of them, if otherwise there were none.</summary>
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
