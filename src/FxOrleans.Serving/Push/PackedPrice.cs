using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>A <see cref="RecentPrice"/> without references, so that it can lie outside the managed heap. Its pair is its market's.</summary>
internal struct PackedPrice
{
    public long Epoch;
    public long Sequence;
    public int Market;

    /// <summary>The number of the same market's price before it; −1 for none.</summary>
    public long Previous;

    /// <summary>When it came, by the monotonic clock.</summary>
    public TimeSpan Received;

    private long _receivedWall;
    private decimal _mid;
    private decimal _bid;
    private decimal _ask;
    private decimal _confidence;
    private long _timestamp;
    private long _freshUntil;
    private SourceKind _kind;
    private int _sources;
    private int _degraded;
    private bool _quorate;
    private bool _disputed;
    private bool _wide;
    private bool _pegBroken;
    private bool _simulated;
    private bool _derived;

    public static PackedPrice Of(in RecentPrice recent, long previous)
    {
        var price = recent.Price;
        return new PackedPrice
        {
            Epoch = price.Epoch,
            Sequence = price.Sequence,
            Market = recent.Market,
            Previous = previous,
            Received = recent.Received.Monotonic,
            _receivedWall = recent.Received.Wall.UtcTicks,
            _mid = price.Mid,
            _bid = price.Bid,
            _ask = price.Ask,
            _confidence = price.Confidence,
            _timestamp = price.Timestamp.UtcTicks,
            _freshUntil = price.FreshUntil.UtcTicks,
            _kind = price.Kind,
            _sources = price.Sources,
            _degraded = price.Degraded,
            _quorate = price.Quorate,
            _disputed = price.Disputed,
            _wide = price.Wide,
            _pegBroken = price.PegBroken,
            _simulated = price.Simulated,
            _derived = price.Derived,
        };
    }

    public readonly RecentPrice Unpack(CurrencyPair pair) => new(
        Market,
        new Price
        {
            Pair = pair,
            Mid = _mid,
            Bid = _bid,
            Ask = _ask,
            Confidence = _confidence,
            Timestamp = new DateTimeOffset(_timestamp, TimeSpan.Zero),
            FreshUntil = new DateTimeOffset(_freshUntil, TimeSpan.Zero),
            Kind = _kind,
            Sources = _sources,
            Degraded = _degraded,
            Quorate = _quorate,
            Disputed = _disputed,
            Wide = _wide,
            PegBroken = _pegBroken,
            Simulated = _simulated,
            Derived = _derived,
            Epoch = Epoch,
            Sequence = Sequence,
        },
        new ClockReading(new DateTimeOffset(_receivedWall, TimeSpan.Zero), Received));
}
