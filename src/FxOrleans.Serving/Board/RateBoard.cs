using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>
/// What every endpoint reads: this process's <see cref="PriceBook"/>, and each direction of a pair that somebody reads or watches, encoded
/// once. A read of an encoded topic takes no lock and allocates nothing. Bounded. Thread-safe.
/// </summary>
public sealed class RateBoard : IPriceBook
{
    /// <summary>Crosses and inverses kept encoded unless told otherwise; further ones are computed at each read.</summary>
    public const int DefaultMaxTopics = 10_000;

    private readonly Lock _lock = new();
    private readonly int _width = AssetCatalog.Count;
    private readonly int _maxTopics;
    private readonly Topic?[] _topics;
    private readonly Topic[]?[] _dependents;
    private int _topicCount;
    private long _encodings;

    /// <param name="book">The latest prices.</param>
    /// <param name="maxTopics">Crosses and inverses kept encoded.</param>
    /// <param name="policy">By which this node judges what prices may be used for; the default one with the book's MaxAge unless given.</param>
    /// <param name="pegs">How pegs stand; none is broken unless given.</param>
    public RateBoard(PriceBook book, int maxTopics = DefaultMaxTopics, PricingPolicy? policy = null, PegWatch? pegs = null)
    {
        (Book, _maxTopics) = (book, maxTopics);
        (Policy, Pegs) = (policy ?? new PricingPolicy { MaxAge = book.Options.MaxAge }, pegs ?? new PegWatch());
        _topics = new Topic?[_width * _width];
        _dependents = new Topic[]?[book.Options.MaxMarkets];
    }

    /// <summary>The latest prices.</summary>
    public PriceBook Book { get; }

    public PriceBookOptions Options => Book.Options;

    /// <summary>By which this node judges what prices may be used for.</summary>
    public PricingPolicy Policy { get; }

    /// <summary>How pegs stand, by which this node judges what prices may be used for.</summary>
    public PegWatch Pegs { get; }

    /// <summary>Directions kept encoded.</summary>
    public int Topics => Volatile.Read(ref _topicCount);

    /// <summary>Answers encoded: one for each price and direction that somebody read or watched, however many they were.</summary>
    public long Encodings => Interlocked.Read(ref _encodings);

    public ClockReading Now => Book.Now;

    /// <summary>True while providers' first quotes are being decided: a pair without a price may have one in a moment.</summary>
    public bool IsWarmingUp { get => Volatile.Read(ref field); set => Volatile.Write(ref field, value); }

    /// <summary>True once the source has given prices and nothing more is being decided for the first time: only then does a pair without a price have none.</summary>
    public bool IsFilled => Book.IsSynced && Book.Count > 0 && !IsWarmingUp;

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
    public EncodedRate Identity(Asset asset) => EncodedRate.Identity(asset, Now.Wall);

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

    /// <summary>Lets go of a topic that nobody watches any more where more are kept than the board may keep.</summary>
    internal void Forget(Topic topic)
    {
        lock (_lock)
        {
            ref var place = ref _topics[Place(topic.From, topic.To)];
            if (topic.Watchers == 0 && _topicCount > _maxTopics && place == topic)
            {
                _topicCount--;
                Volatile.Write(ref place, null);
            }
        }
    }

    /// <summary>What was decided of a pair in that direction, also while a cross is served in its place; null where nobody quotes it so.</summary>
    public Price? Decided(Asset from, Asset to) => Book[from, to]?.Price;

    /// <summary>The legs from a rate's first asset to its second, as they are now; none for an asset in itself.</summary>
    public IReadOnlyList<Leg> PathOf(Rate rate) => rate.From == rate.To
        ? []
        : [.. TopicOrSearch(rate.From, rate.To).Select(step => new Leg(step.Market.Price, step.Inverted))];

    /// <inheritdoc/>
    public ReadOnlySpan<Asset> Neighbours(Asset asset) => Book.Neighbours(asset);

    /// <inheritdoc/>
    public bool TryGetLeg(Asset from, Asset to, out Leg leg) => Book.TryGetLeg(from, to, out leg);

    /// <summary>The topics that somebody watches and that this market's price goes into.</summary>
    internal ReadOnlySpan<Topic> DependentsOf(Market market) => Volatile.Read(ref _dependents[market.Index]);

    /// <summary>The pair's own price, encoded: what <see cref="Read(Asset, Asset)"/> gives unless a cross is served in its place.</summary>
    public EncodedRate? ReadDirect(Asset from, Asset to) =>
        TryGetStep(from, to, out var step) ? PathRate.Of([step], Options.MaxAge)?.Encode(this, Now) : null;

    internal bool TryGetStep(Asset from, Asset to, out PathStep step)
    {
        var market = Book.Between(from, to, out var inverted);
        step = market is null ? default : new PathStep(market, inverted);
        return market is not null;
    }

    internal void CountEncoding() => Interlocked.Increment(ref _encodings);

    internal PathStep[] Search(Asset from, Asset to, ClockReading now)
    {
        var legs = new Leg[PathSearch.MaxLegs];
        var path = new PathStep[PathSearch.Find(this, from, to, now.Wall, Options.MaxAge, legs)];
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = new PathStep(Book.Between(legs[i].From, legs[i].To, out var inverted)!, inverted);
        }

        return path;
    }

    /// <summary>Leads a topic along another path; a watched one is then told of the new markets, and no longer of the old.</summary>
    internal void Repath(Topic topic, PathStep[] path)
    {
        lock (_lock)
        {
            Unhang(topic.Path, topic);
            topic.Path = path;
            if (topic.Watchers > 0)
            {
                Hang(path, topic);
            }
        }
    }

    internal void Link(Topic topic)
    {
        lock (_lock)
        {
            Hang(topic.Path, topic);
        }
    }

    internal void Unlink(Topic topic)
    {
        lock (_lock)
        {
            Unhang(topic.Path, topic);
        }
    }

    // Both under the lock.
    private void Hang(PathStep[] path, Topic topic)
    {
        foreach (var step in path)
        {
            ref var dependents = ref _dependents[step.Market.Index];
            Volatile.Write(ref dependents, [.. dependents ?? [], topic]);
        }
    }

    private void Unhang(PathStep[] path, Topic topic)
    {
        foreach (var step in path)
        {
            ref var dependents = ref _dependents[step.Market.Index];
            Volatile.Write(ref dependents, [.. (dependents ?? []).Where(other => other != topic)]);
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

            if (always || _topicCount < _maxTopics)
            {
                _topicCount++;
                Volatile.Write(ref place, topic);
            }

            return topic;
        }
    }

    private int Place(Asset from, Asset to) => (from.Index * _width) + to.Index;
}
