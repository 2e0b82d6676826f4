using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace FxOrleans.Access;

/// <summary>
/// Counts the requests of each address, in minutes that begin with its first. Of an IPv6 address the network (/64) counts,
/// since its owner has all of that. Bounded: when as many are counted as may be, those whose minute is over make room, and
/// newcomers share one count while there is none. By hand: a PartitionedRateLimiter has no bound on its partitions. Thread-safe.
/// </summary>
public sealed class AddressQuotas(int perMinute, int mostAddresses, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, (long Since, int Count)> _counts = [];
    private (long Since, int Count) _others;
    private long? _swept;

    /// <summary>Addresses counted apart now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _counts.Count;
            }
        }
    }

    /// <summary>Counts one request if it passes.</summary>
    public RateLimitDecision Take(IPAddress address)
    {
        var key = KeyOf(address);
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_counts.TryGetValue(key, out var mine) || _counts.Count < mostAddresses || MakeRoom(now))
            {
                var allotment = Take(ref mine, now);
                _counts[key] = mine;
                return allotment;
            }

            return Take(ref _others, now);
        }
    }

    /// <summary>Returns what stands for an address: of IPv6 its network.</summary>
    internal static UInt128 KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        (address.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv6() : address).TryWriteBytes(bytes, out _);
        var key = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 ? key & (UInt128.MaxValue << 64) : key;
    }

    private RateLimitDecision Take(ref (long Since, int Count) mine, long now)
    {
        if (mine.Count == 0 || time.GetElapsedTime(mine.Since, now) >= Minute)
        {
            mine = (now, 0);
        }

        var passes = mine.Count < perMinute;
        mine.Count += passes ? 1 : 0;
        return new RateLimitDecision(passes, perMinute, perMinute - mine.Count, Minute - time.GetElapsedTime(mine.Since, now));
    }

    // Looks through all of them, so not more often than once a second.
    private bool MakeRoom(long now)
    {
        if (_swept is { } swept && time.GetElapsedTime(swept, now) < SweepPause)
        {
            return false;
        }

        _swept = now;
        foreach (var (key, mine) in _counts)
        {
            if (time.GetElapsedTime(mine.Since, now) >= Minute)
            {
                _counts.Remove(key);
            }
        }

        return _counts.Count < mostAddresses;
    }
}
