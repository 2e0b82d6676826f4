using System.Collections.Concurrent;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// Tells a silo whose process has ended from one that is only slow. The system of the first refuses connections to its port
/// at once, that of the second still takes them: so a killed silo is declared dead within a second, and Orleans' probes can be patient
/// with one that is starved of processor. Looked into only when a message to a silo has failed or is late, and by the word of all
/// others that answer. Thread-safe.
/// </summary>
internal sealed class EndedSilos(
    IClusterMembershipService membership, LiveSilos map, Ports ports, Lazy<PeerSilos> others, TimeProvider time, ILogger<EndedSilos> logger)
{
    /// <summary>Refusals in a row: a listener's backlog may be full for a moment.</summary>
    private const int Refusals = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<SiloAddress, bool> _looking = new();

    /// <summary>A message to that silo has failed or is late: looks whether it has ended, once at a time, and has it declared dead then.</summary>
    public void Suspect(SiloAddress silo)
    {
        if (_looking.TryAdd(silo, true))
        {
            _ = Task.Run(() => LookAsync(silo));
        }
    }

    /// <summary>True when nothing listens where the silo was.</summary>
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

            // At the same time: every pair of that silo is silent meanwhile.
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
