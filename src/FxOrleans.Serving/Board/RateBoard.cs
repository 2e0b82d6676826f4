using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>
/// The latest price of every pair, in this process: what every endpoint reads and nothing else. Prices are replaced
/// atomically; a read of an encoded topic takes no lock and allocates nothing. Bounded by <see cref="BoardOptions"/>. Thread-safe.
/// </summary>
public sealed class RateBoard : IPriceBook
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly int _width = AssetCatalog.Count;
    private readonly MarketTable _markets = new();
    private readonly Topic?[] _topics;
    private int _topicCount;
    private long _refused;
    private long _encodings;

    public RateBoard(BoardOptions options, TimeProvider time)
    {
        (Options, _time) = (options, time);
        _topics = new Topic?[_width * _width];
    }

    public BoardOptions Options { get; }

    /// <summary>Every market that has a price, in the order of their first prices.</summary>
    public IReadOnlyList<Market> Markets => _markets.All;

    /// <summary>Directions kept encoded.</summary>
    public int Topics => Volatile.Read(ref _topicCount);

    internal int MarketCount => _markets.All.Length;

    /// <summary>Prices refused because there were <see cref="BoardOptions.MaxMarkets"/> markets.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Answers encoded: one for each price and direction that somebody read or watched, however many they were.</summary>
    public long Encodings => Interlocked.Read(ref _encodings);

    /// <summary>Raised with a market whose price was replaced, on the thread that did. Handlers only note it.</summary>
    public event Action<Market>? Changed;

    /// <summary>Raised when a market had its first price.</summary>
    public event Action? Grown;

    /// <summary>Raised after a batch, when all of it is on the board.</summary>
    public event Action? Settled;

    public ClockReading Now => ClockReading.Now(_time);

    /// <summary>True once the engine has told all that it knew.</summary>
    public bool IsSynced { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); }

    /// <summary>True while providers' first quotes are being decided: a pair without a price may have one in a moment.</summary>
    public bool IsWarmingUp { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); }

    /// <summary>True once that was something and nothing more is being decided for the first time: only then does a pair without a price have none.</summary>
    public bool IsFilled => IsSynced && MarketCount > 0 && !IsWarmingUp;

    public void MarkSynced() => IsSynced = true;

    /// <summary>Takes a batch: each price unless it is older than the one here.</summary>
    public void Offer(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            Offer(price);
        }

        Settled?.Invoke();
    }

    private void Offer(in Price price)
    {
        var box = new ReceivedPrice(price, Now, Options.MaxAge);
        var market = _markets[price.Pair.Base, price.Pair.Quote];
        if (market is null)
        {
            bool isNew;
            lock (_lock)
            {
                market = _markets.Open(box, Options.MaxMarkets, out isNew);
            }

            if (market is null)
            {
                Interlocked.Increment(ref _refused);
                return;
            }

            if (isNew) // Whatever price another thread has put there meanwhile.
            {
                Grown?.Invoke();
                Changed?.Invoke(market);
                return;
            }
        }

        if (market.Offer(box))
        {
            Changed?.Invoke(market);
        }
    }

    /// <summary>The rate between two different assets, encoded; null when nobody prices it. Nothing is kept for a pair without a price.</summary>
    public EncodedRate? Read(Asset from, Asset to)
    {
        var topic = Volatile.Read(ref _topics[Place(from, to)]);
        if (topic is not null)
        {
            return Read(topic, Now);
        }

        topic = new Topic(from, to);
        var encoded = topic.Rebuild(this, Now);
        return encoded is null ? null : Read(Keep(topic), Now);
    }

    /// <summary>One of an asset in itself, which is 1, as of this second.</summary>
    public EncodedRate Identity(Asset asset)
    {
        var now = Now.Wall;
        var second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var rate = Rate.Identity(asset, second) with { Sequence = second.ToUnixTimeSeconds() };
        return new EncodedRate(rate, PriceStatus.Live, [], TimeSpan.MaxValue);
    }

    /// <summary>The topic's rate as of now; null while nobody prices it.</summary>
    public EncodedRate? Read(Topic topic, ClockReading now) =>
        topic.Latest is { } latest && topic.IsCurrent(latest, this, now) ? latest : topic.Rebuild(this, now);

    /// <summary>The topic of two different assets, kept even while it has no price: for what is tracked or watched, which is bounded by its owner.</summary>
    public Topic TopicOf(Asset from, Asset to)
    {
        var topic = Volatile.Read(ref _topics[Place(from, to)]) ?? Keep(new Topic(from, to), always: true);
        _ = Read(topic, Now);
        return topic;
    }

    /// <summary>Lets go of a topic that nobody watches any more where more are kept than <see cref="BoardOptions.MaxTopics"/>.</summary>
    internal void Forget(Topic topic)
    {
        lock (_lock)
        {
            ref var place = ref _topics[Place(topic.From, topic.To)];
            if (topic.Watchers == 0 && _topicCount > Options.MaxTopics && place == topic)
            {
                _topicCount--;
                Volatile.Write(ref place, null);
            }
        }
    }

    /// <summary>What was decided of a pair in that direction, also while a cross is served in its place; null where nobody quotes it so.</summary>
    public Price? Decided(Asset from, Asset to) => _markets[from, to]?.Price;

    /// <summary>The legs from a rate's first asset to its second, as they are now; none for an asset in itself.</summary>
    public IReadOnlyList<Leg> PathOf(Rate rate) => rate.From == rate.To
        ? []
        : [.. TopicOrSearch(rate.From, rate.To).Select(step => new Leg(step.Market.Price, step.Inverted))];

    /// <inheritdoc/>
    public ReadOnlySpan<Asset> Neighbours(Asset asset) => _markets.Neighbours(asset);

    /// <inheritdoc/>
    public bool TryGetLeg(Asset from, Asset to, out Leg leg)
    {
        var found = TryGetStep(from, to, out var step);
        leg = found ? new Leg(step.Market.Price, step.Inverted) : default;
        return found;
    }

    /// <summary>The pair's own price, encoded: what <see cref="Read(Asset, Asset)"/> gives unless a cross is served in its place.</summary>
    public EncodedRate? ReadDirect(Asset from, Asset to) =>
        TryGetStep(from, to, out var step) ? PathRate.Of([step], Options.MaxAge)?.Encode(Now) : null;

    internal bool TryGetStep(Asset from, Asset to, out PathStep step) => _markets.TryGetStep(from, to, out step);

    internal void CountEncoding() => Interlocked.Increment(ref _encodings);

    internal PathStep[] Search(Asset from, Asset to, ClockReading now)
    {
        var legs = new Leg[PathSearch.MaxLegs];
        var path = new PathStep[PathSearch.Find(this, from, to, now.Wall, Options.MaxAge, legs)];
        for (var i = 0; i < path.Length; i++)
        {
            _markets.TryGetStep(legs[i].From, legs[i].To, out path[i]);
        }

        return path;
    }

    /// <summary>Leads a topic along another path; a watched one is then told of the new markets, and no longer of the old.</summary>
    internal void Repath(Topic topic, PathStep[] path)
    {
        lock (_lock)
        {
            PathStep.Unlink(topic.Path, topic);
            topic.Path = path;
            if (topic.Watchers > 0)
            {
                PathStep.Link(path, topic);
            }
        }
    }

    internal void Link(Topic topic)
    {
        lock (_lock)
        {
            PathStep.Link(topic.Path, topic);
        }
    }

    internal void Unlink(Topic topic)
    {
        lock (_lock)
        {
            PathStep.Unlink(topic.Path, topic);
        }
    }

    private PathStep[] TopicOrSearch(Asset from, Asset to) =>
        Volatile.Read(ref _topics[Place(from, to)]) is { } topic ? topic.Path : Search(from, to, Now);

    private Topic Keep(Topic topic, bool always = false)
    {
        lock (_lock)
        {
            ref var place = ref _topics[Place(topic.From, topic.To)];
            if (place is { } existing)
            {
                return existing;
            }

            if (always || _topicCount < Options.MaxTopics)
            {
                _topicCount++;
                Volatile.Write(ref place, topic);
            }

            return topic;
        }
    }

    private int Place(Asset from, Asset to) => (from.Index * _width) + to.Index;
}
