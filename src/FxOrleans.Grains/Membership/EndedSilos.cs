using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// Distinguishes a silo whose process has ended from one that is only slow. The operating system refuses connections to the port of the
/// first at once, and still accepts them for the second. So a killed silo is declared dead within a second, and Orleans' probes can be
/// patient with a silo that gets no processor time. The check runs only when a message to a silo has failed or is late, and all other
/// silos that answer must agree. Thread-safe.
/// </summary>
internal sealed class EndedSilos(
    IClusterMembershipService membership, LiveSilos map, Ports ports, Lazy<PeerSilos> others, TimeProvider time, ILogger<EndedSilos> logger)
{
    /// <summary>Refusals in a row that are needed: a listener's backlog may be full for a moment.</summary>
    private const int Refusals = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<SiloAddress, bool> _looking = new();

    /// <summary>Checks whether a silo has ended after a message to it has failed or is late, and declares it dead if so. At most one check of a silo runs at a time.</summary>
    public void Suspect(SiloAddress silo)
    {
        if (_looking.TryAdd(silo, true))
        {
            _ = Task.Run(() => LookAsync(silo));
        }
    }

    /// <summary>Returns true when nothing listens on the silo's port.</summary>
    public async Task<bool> HasEndedAsync(SiloAddress silo)
    {
        for (var refusal = 0; refusal < Refusals; refusal++)
        {
            if (!await ports.IsRefusedAsync(silo.Endpoint).ConfigureAwait(false))
            {
                return false;
            }

            await Task.Delay(Pause, time).ConfigureAwait(false);
        }

        return true;
    }

    private async Task LookAsync(SiloAddress silo)
    {
        try
        {
            if (!map.Active().Contains(silo) || !await ports.IsRefusedAsync(silo.Endpoint).ConfigureAwait(false))
            {
                return;
            }

            // All at the same time, because every pair of that silo is silent until this is decided.
            var said = await Task.WhenAll(HasEndedAsync(silo), others.Value.AgreeOnEndAsync(silo)).ConfigureAwait(false);
            if (Array.TrueForAll(said, ended => ended))
            {
                logger.LogWarning("{Silo} has ended: nothing listens on its port. It is declared dead.", silo);
                await membership.TryKill(silo).ConfigureAwait(false);
            }
        }
        catch (Exception failure)
        {
            logger.LogDebug(failure, "Whether {Silo} has ended could not be settled; the probes will.", silo);
        }
        finally
        {
            _looking.TryRemove(silo, out _);
        }
    }
}
