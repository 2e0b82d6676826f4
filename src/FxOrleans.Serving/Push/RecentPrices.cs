using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>
/// The last prices of all markets in the order in which this node was given them, so that a stream that comes back gets what it missed.
/// One ring for the whole node: the newest price takes the place of the oldest. It holds markets and no crosses, which are made again
/// from them, so every pair can be resumed and no price is encoded for nobody. Allocates nothing. Thread-safe.
/// </summary>
/// <param name="megabytes">Its size; 0 keeps nothing.</param>
internal sealed class RecentPrices(int megabytes) : IDisposable
{
    /// <summary>How far back a stream may ask.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(2);

    /// <summary>By how much two nodes may be given the same two prices in different order: so much is sent twice.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly NativeArray<PackedPrice> _ring = new(megabytes * 1024L * 1024L);
    private long[] _last = new long[64]; // By market: the number of its last price, plus 1.
    private CurrencyPair[] _pairs = new CurrencyPair[64];
    private long _next;
    private TimeSpan _completeFrom;
    private bool _disposed;

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

    private long Oldest => Math.Max(0, _next - _ring.Length);

    /// <summary>Notes the market's latest price.</summary>
    public void Note(Market market, ClockReading now)
    {
        if (_ring.Length == 0)
        {
            return;
        }

        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            if (market.Index >= _last.Length)
            {
                var length = Math.Max(market.Index + 1, _last.Length * 2);
                Array.Resize(ref _last, length);
                Array.Resize(ref _pairs, length);
            }

            // Two threads that advance the market at once may both find the later price.
            ref readonly var price = ref market.Price;
            var previous = _last[market.Index] - 1;
            if (previous >= Oldest && !IsAfter(price.Epoch, price.Sequence, this[previous]))
            {
                return;
            }

            _completeFrom = _next == 0 ? now.Monotonic : _next >= _ring.Length ? this[_next].Received : _completeFrom;
            this[_next] = PackedPrice.Of(new RecentPrice(market.Index, price, now), previous);
            _pairs[market.Index] = price.Pair;
            _last[market.Index] = Interlocked.Increment(ref _next);
        }
    }

    /// <summary>The newest price; null while there is none.</summary>
    public StreamPlace? Newest()
    {
        lock (_lock)
        {
            return _next == Oldest || _disposed ? null : Unpack(_next - 1).Place;
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
            while (number >= Oldest && IsAfter(this[number].Epoch, this[number].Sequence, had))
            {
                number = this[number].Previous;
            }

            if (number < Oldest)
            {
                return null;
            }

            var since = this[number].Received - Overlap;
            if (since < _completeFrom || (number + 1 < _next && this[number + 1].Received < now.Monotonic - Span))
            {
                return null;
            }

            while (number > Oldest && this[number - 1].Received > since)
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

            return at >= Oldest && at >= 0 ? Unpack(at) : null;
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
            if (number < Oldest || _disposed)
            {
                return -1;
            }

            var count = 0;
            for (var scanned = 0; number < end && scanned < MostScanned && count < into.Length; scanned++, number++)
            {
                if (markets.ContainsKey(this[number].Market))
                {
                    into[count++] = Unpack(number);
                }
            }

            return count;
        }
    }

    /// <summary>Gives its memory back; it then keeps nothing.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _ring.Dispose();
        }
    }

    private static bool IsAfter(long epoch, long sequence, in PackedPrice other) =>
        epoch > other.Epoch || (epoch == other.Epoch && sequence > other.Sequence);

    private static bool IsAfter(long epoch, long sequence, StreamPlace had) =>
        epoch > had.Epoch || (epoch == had.Epoch && sequence > had.Sequence);

    private PackedPrice this[long number]
    {
        get => _ring[number % _ring.Length];
        set => _ring[number % _ring.Length] = value;
    }

    private RecentPrice Unpack(long number)
    {
        var packed = this[number];
        return packed.Unpack(_pairs[packed.Market]);
    }

    private long LastOf(int market) => market < _last.Length && !_disposed ? _last[market] - 1 : -1;
}
