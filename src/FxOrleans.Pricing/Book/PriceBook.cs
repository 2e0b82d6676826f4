namespace FxOrleans.Pricing;

/// <summary>
/// The latest price of every market in this process. <see cref="TryAdvance"/> is the only place that compares epochs and sequences:
/// a price that is not newer than the one here is dropped, by whichever way it came. Prices are replaced atomically; reads take no
/// lock. Bounded by <see cref="PriceBookOptions"/>. Thread-safe.
/// </summary>
public sealed class PriceBook(PriceBookOptions options, TimeProvider time) : IPriceBook
{
    private readonly MarketTable _markets = new();
    private readonly Lock _lock = new();
    private long _refused;

    /// <summary>Raised with a market whose price was replaced, on the thread that did it. Handlers must not block or throw.</summary>
    public event Action<Market>? Advanced;

    /// <summary>Raised when a market had its first price.</summary>
    public event Action? Grown;

    /// <summary>Raised after each batch, when all of it is in the book.</summary>
    public event Action? Settled;

    /// <summary>Its bounds.</summary>
    public PriceBookOptions Options => options;

    /// <summary>Every market that has a price, in the order of their first prices.</summary>
    public IReadOnlyList<Market> Markets => _markets.All;

    /// <summary>How many markets have a price.</summary>
    public int Count => _markets.All.Length;

    /// <summary>Prices refused because there were <see cref="PriceBookOptions.MaxMarkets"/> markets.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>True once a source has given all that it knew.</summary>
    public bool IsSynced { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); }

    /// <summary>Both clocks as of now.</summary>
    public ClockReading Now => ClockReading.Now(time);

    /// <summary>The market of the pair in this direction; null when it has no price.</summary>
    public Market? this[Asset @base, Asset quote] => _markets[@base, quote];

    /// <summary>Takes note that a source has given all that it knew.</summary>
    public void MarkSynced() => IsSynced = true;

    /// <summary>Takes the prices that are newer than those here.</summary>
    public void Advance(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            TryAdvance(price);
        }

        Settle();
    }

    /// <summary>Takes the price if it is newer than the one here. Returns true when it was. <see cref="Settle"/> follows.</summary>
    public bool TryAdvance(in Price price)
    {
        if (price.Pair.Base is null)
        {
            return false; // Of an asset that only a newer version knows.
        }

        var next = new ReceivedPrice(price, Now, options.MaxAge);
        var market = _markets[price.Pair.Base, price.Pair.Quote];
        if (market is null)
        {
            bool isNew;
            lock (_lock)
            {
                market = _markets.Open(next, options.MaxMarkets, out isNew);
            }

            if (market is null)
            {
                Interlocked.Increment(ref _refused);
                return false;
            }

            if (isNew) // Even if another thread has replaced its price meanwhile.
            {
                Grown?.Invoke();
                Advanced?.Invoke(market);
                return true;
            }
        }

        if (!market.TryAdvance(next))
        {
            return false;
        }

        Advanced?.Invoke(market);
        return true;
    }

    /// <summary>Says that a batch is in.</summary>
    public void Settle() => Settled?.Invoke();

    /// <summary>The latest price of the pair, in this direction only.</summary>
    public bool TryGet(CurrencyPair pair, out Price price)
    {
        var market = _markets[pair.Base, pair.Quote];
        price = market is null ? default : market.Price;
        return market is not null;
    }

    /// <summary>All latest prices.</summary>
    public Price[] ToArray() => Array.ConvertAll(_markets.All, market => market.Price);

    /// <summary>The market between two different assets, in its direction or against it; null when neither has a price.</summary>
    public Market? Between(Asset from, Asset to, out bool inverted)
    {
        var straight = _markets[from, to];
        inverted = straight is null;
        return straight ?? _markets[to, from];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<Asset> Neighbours(Asset asset) => _markets.Neighbours(asset);

    /// <inheritdoc/>
    public bool TryGetLeg(Asset from, Asset to, out Leg leg)
    {
        var market = Between(from, to, out var inverted);
        leg = market is null ? default : new Leg(market.Price, inverted);
        return market is not null;
    }
}
