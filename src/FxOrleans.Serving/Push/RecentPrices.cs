using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>
/// The last prices of all markets in the order in which this node was given them, so that a stream that comes back gets what it missed.
/// One ring for the whole node: the newest price takes the place of the oldest. It holds markets and no crosses, which are made again
/// from them, so every pair can be resumed and no price is encoded for nobody. Allocates nothing once the ring is full. Thread-safe.
/// </summary>
/// <param name="megabytes">Its size at most; 0 keeps nothing.</param>
internal sealed class RecentPrices(int megabytes)
{
    /// <summary>How far back a stream may ask.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(2);

    /// <summary>By how much two nodes may be given the same two prices in different order: so much is sent twice.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    // Below the size at which an array goes to the heap of large objects.
    private const int ChunkSize = 256;

    private readonly Lock _lock = new();
    private readonly RecentPrice[]?[] _chunks = new RecentPrice[]?[(megabytes * 1024L * 1024L) / (ChunkSize * Unsafe.SizeOf<RecentPrice>())];
    private long[] _last = new long[64]; // By market: the number of its last price, plus 1.
    private long _next;
    private TimeSpan _completeFrom;

    /// <summary>How many prices it holds.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _next - Oldest;
            }
        }
    }

    /// <summary>The number that the next price gets.</summary>
    public long Next => Interlocked.Read(ref _next);

    private long Capacity => (long)_chunks.Length * ChunkSize;

    private long Oldest => Math.Max(0, _next - Capacity);

    /// <summary>Notes the market's latest price.</summary>
    public void Note(Market market, ClockReading now)
    {
        if (_chunks.Length == 0)
        {
            return;
        }

        lock (_lock)
        {
            if (market.Index >= _last.Length)
            {
                Array.Resize(ref _last, Math.Max(market.Index + 1, _last.Length * 2));
            }

            // Two threads that advance the market at once may both find the later price.
            ref readonly var price = ref market.Price;
            var previous = _last[market.Index] - 1;
            if (previous >= Oldest && !price.IsNewerThan(this[previous].Price))
            {
                return;
            }

            ref var place = ref Slot(_next);
            _completeFrom = _next == 0 ? now.Monotonic : _next >= Capacity ? place.Received.Monotonic : _completeFrom;
            (place.Price, place.Received, place.Market, place.Previous) = (price, now, market.Index, previous);
            _last[market.Index] = Interlocked.Increment(ref _next);
        }
    }

    /// <summary>The newest price; null while there is none.</summary>
    public StreamPlace? Newest()
    {
        lock (_lock)
        {
            return _next == 0 ? null : this[_next - 1].Place;
        }
    }

    /// <summary>
    /// Finds the number of the first price that a client which had all up to that one may have missed, and from when it is. Null when
    /// this node does not know all that came since: it was not given that price, the ring no longer reaches back so far, or it is over
    /// two minutes ago.
    /// </summary>
    public (long First, TimeSpan Since)? Find(Market market, StreamPlace had, ClockReading now)
    {
        lock (_lock)
        {
            var number = LastOf(market.Index);
            while (number >= Oldest && IsAfter(this[number].Price, had))
            {
                number = this[number].Previous;
            }

            if (number < Oldest)
            {
                return null;
            }

            var since = this[number].Received.Monotonic - Overlap;
            if (since < _completeFrom || (number + 1 < _next && this[number + 1].Received.Monotonic < now.Monotonic - Span))
            {
                return null;
            }

            while (number > Oldest && this[number - 1].Received.Monotonic > since)
            {
                number--;
            }

            return (number, since);
        }
    }

    /// <summary>
    /// Finds what a market cost before that number: null, with <paramref name="changed"/>, when it was another price than now and the
    /// ring no longer holds it; null without when it is still the same price as now.
    /// </summary>
    public RecentPrice? Before(int market, long number, out bool changed)
    {
        lock (_lock)
        {
            changed = false;
            var at = LastOf(market);
            for (; at >= Oldest && at >= number; at = this[at].Previous)
            {
                changed = true;
            }

            return at >= Oldest && at >= 0 ? this[at] : null;
        }
    }

    /// <summary>
    /// Copies the next prices of those markets from <paramref name="number"/> on, which moves to where to go on. Returns how many, or −1
    /// when newer ones have taken their place meanwhile.
    /// </summary>
    public int Read(ref long number, long end, IReadOnlyDictionary<int, List<MissedPair>> markets, Span<RecentPrice> into)
    {
        const int MostScanned = 1024; // In one turn of the lock, which whoever notes a price waits for.
        lock (_lock)
        {
            if (number < Oldest)
            {
                return -1;
            }

            var count = 0;
            for (var scanned = 0; number < end && scanned < MostScanned && count < into.Length; scanned++, number++)
            {
                ref readonly var place = ref this[number];
                if (markets.ContainsKey(place.Market))
                {
                    into[count++] = place;
                }
            }

            return count;
        }
    }

    private static bool IsAfter(in Price price, StreamPlace had) =>
        price.Epoch > had.Epoch || (price.Epoch == had.Epoch && price.Sequence > had.Sequence);

    private ref readonly RecentPrice this[long number] => ref Slot(number);

    private ref RecentPrice Slot(long number)
    {
        var at = number % Capacity;
        var chunk = _chunks[at / ChunkSize] ??= new RecentPrice[ChunkSize];
        return ref chunk[at % ChunkSize];
    }

    private long LastOf(int market) => market < _last.Length ? _last[market] - 1 : -1;
}
