using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// Rendezvous hashing (Thaler and Ravishankar 1998). Every silo computes the same home for a grain without asking another. When a silo
/// leaves, only its own grains move; when it returns under its address, it gets exactly these again.
/// </summary>
internal static class Rendezvous
{
    /// <summary>Returns the home of a grain among the silos; null when there are none. A silo is identified by its endpoint, so a restart does not change it.</summary>
    public static SiloAddress? Pick(GrainId grain, ReadOnlySpan<SiloAddress> silos)
    {
        SiloAddress? best = null;
        var highest = 0ul;
        foreach (var silo in silos)
        {
            var score = Score(grain, silo);
            if (best is null || score > highest || (score == highest && silo.CompareTo(best) > 0))
            {
                (best, highest) = (silo, score);
            }
        }

        return best;
    }

    private static ulong Score(GrainId grain, SiloAddress silo)
    {
        var hash = 14695981039346656037ul;
        Span<byte> address = stackalloc byte[16];
        silo.Endpoint.Address.TryWriteBytes(address, out var length);
        unchecked
        {
            foreach (var part in address[..length])
            {
                hash = (hash ^ part) * 1099511628211ul;
            }

            hash = (hash ^ (uint)silo.Endpoint.Port) * 1099511628211ul;
            return Mix(hash ^ Mix(grain.GetUniformHashCode()));
        }
    }

    /// <summary>The finaliser of SplitMix64: one changed bit changes half of all bits.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15ul;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ul;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBul;
            return value ^ (value >> 31);
        }
    }
}
