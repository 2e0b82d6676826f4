using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>An engine without providers: a test puts prices in, and ticks come out. Thread-safe.</summary>
public sealed class FakeEngine : IRateEngine
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CurrencyPair, Price> _prices = [];
    private readonly List<Action<TickBatch>> _subscribers = [];
    private long _number;
    private int _snapshots;

    /// <summary>The epoch of the prices that <see cref="Tick(string, decimal, DateTimeOffset?)"/> makes.</summary>
    public long Epoch { get; set; } = 1_000;

    /// <summary>Who numbers the batches.</summary>
    public long Producer { get; set; } = 1;

    /// <summary>What a subscription or a snapshot fails with; null while they work.</summary>
    public volatile Exception? Failure;

    /// <summary>Awaited before a snapshot is given.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>What <see cref="ExplainAsync(CurrencyPair, CancellationToken)"/> knows, by pair.</summary>
    public Dictionary<CurrencyPair, Explanation> Explanations { get; } = [];

    /// <summary>Awaited before anything is explained.</summary>
    public Task Thinking { get; set; } = Task.CompletedTask;

    /// <summary>The past prices that <see cref="ExplainAsync(CurrencyPair, long, long?, CancellationToken)"/> knows.</summary>
    public Dictionary<(CurrencyPair Pair, long Sequence), Explanation> Records { get; } = [];

    /// <summary>What <see cref="ProvidersAsync"/> says.</summary>
    public List<ProviderStatus> Providers { get; } = [];

    /// <summary>Snapshots asked for.</summary>
    public int Snapshots => Volatile.Read(ref _snapshots);

    public int Subscribers
    {
        get
        {
            lock (_lock)
            {
                return _subscribers.Count;
            }
        }
    }

    /// <summary>Prices that it has without having ticked them.</summary>
    public void Begin(IEnumerable<Price> prices)
    {
        lock (_lock)
        {
            Keep([.. prices.Select(Number)]);
        }
    }

    /// <summary>A new live, quorate price without a spread, ticked.</summary>
    public Price Tick(string pair, decimal mid, DateTimeOffset? at = null) => Tick(Given.Price(pair, mid, at));

    /// <summary>That price with the engine's epoch and the pair's next sequence number, ticked.</summary>
    public Price Tick(Price price)
    {
        lock (_lock)
        {
            price = Number(price);
            Publish(price);
            return price;
        }
    }

    /// <summary>Some new prices in one batch.</summary>
    public IReadOnlyList<Price> TickAll(IEnumerable<Price> prices)
    {
        lock (_lock)
        {
            Price[] numbered = [.. prices.Select(Number)];
            Publish(numbered);
            return numbered;
        }
    }

    /// <summary>A pair's new prices, one after the other, in one batch.</summary>
    public void TickAll(IEnumerable<decimal> mids, string pair)
    {
        lock (_lock)
        {
            var first = Number(Given.Price(pair, 1));
            Publish([.. mids.Select((mid, i) => Given.Price(pair, mid) with { Epoch = first.Epoch, Sequence = first.Sequence + i })]);
        }
    }

    /// <summary>Ticks those prices as they are.</summary>
    public void Publish(params Price[] prices)
    {
        lock (_lock)
        {
            Keep(prices);
            Send(new TickBatch(0, Producer, ++_number, prices));
        }
    }

    /// <summary>New prices whose batch gets lost: only a snapshot has them.</summary>
    public Price Lose(string pair, decimal mid, DateTimeOffset? at = null)
    {
        lock (_lock)
        {
            var price = Number(Given.Price(pair, mid, at));
            Keep(price);
            _number++;
            return price;
        }
    }

    /// <summary>An empty batch.</summary>
    public void Canary() => Publish();

    /// <summary>Sends a batch as it is and keeps nothing: doubled, late, of any number.</summary>
    public void Send(TickBatch batch)
    {
        lock (_lock)
        {
            foreach (var subscriber in _subscribers)
            {
                subscriber(batch);
            }
        }
    }

    public async Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel)
    {
        Interlocked.Increment(ref _snapshots);
        ThrowIfFailing();
        await Held.WaitAsync(cancel);
        lock (_lock)
        {
            return [.. _prices.Values];
        }
    }

    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel)
    {
        ThrowIfFailing();
        lock (_lock)
        {
            _subscribers.Add(receive);
        }

        return ValueTask.FromResult<IAsyncDisposable>(new Subscription(this, receive));
    }

    public async ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel)
    {
        await Thinking.WaitAsync(cancel);
        return Explanations.GetValueOrDefault(pair);
    }

    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel) =>
        ValueTask.FromResult(Records.GetValueOrDefault((pair, sequence)) ?? Records.GetValueOrDefault((pair.Inverse, sequence)));

    public ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<ProviderStatus>>([.. Providers]);

    private void ThrowIfFailing()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    private Price Number(Price price) => price with
    {
        Epoch = Epoch,
        Sequence = _prices.TryGetValue(price.Pair, out var last) && last.Epoch == Epoch ? last.Sequence + 1 : 1,
    };

    private void Keep(params Price[] prices)
    {
        foreach (var price in prices)
        {
            _prices[price.Pair] = price;
        }
    }

    private sealed class Subscription(FakeEngine engine, Action<TickBatch> receive) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (engine._lock)
            {
                engine._subscribers.Remove(receive);
            }

            return ValueTask.CompletedTask;
        }
    }
}
