using System.Collections.Concurrent;
using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Local;

/// <summary>
/// Ingest, route and decide in this process: one loop a provider, one turn at a time for each market. Thread-safe.
/// </summary>
public sealed class LocalEngine : BackgroundService, IRateEngine
{
    private readonly ConcurrentDictionary<CurrencyPair, LocalMarket> _markets = new();
    private readonly ConcurrentDictionary<ProviderPoll, bool> _heard = new();
    private readonly IReadOnlyList<ProviderPoll> _polls;
    private readonly PairConvention _convention;
    private readonly IReadOnlyCollection<CurrencyPair> _tracked;
    private readonly PricingPolicy _policy;
    private readonly LocalEngineOptions _options;
    private readonly IPriceMemory? _memory;
    private readonly TickHub _hub;
    private readonly TimeProvider _time;
    private readonly ILogger<LocalEngine> _log;
    private readonly long _epoch;

    /// <param name="providers">Whom to ask.</param>
    /// <param name="tracked">The tracked pairs: their directions are kept, their last prices recalled.</param>
    /// <param name="policy">How prices are decided.</param>
    /// <param name="sinks">Who gets every new price of a tracked pair, beside subscribers, who get all.</param>
    /// <param name="memory">What remembers prices of an earlier run; null for none.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    /// <param name="book">The prices of all markets, by which outliers are named; null for none.</param>
    public LocalEngine(
        IEnumerable<IRateProvider> providers,
        IReadOnlyCollection<CurrencyPair> tracked,
        PricingPolicy policy,
        IEnumerable<ITickSink> sinks,
        IPriceMemory? memory,
        LocalEngineOptions options,
        TimeProvider time,
        ILogger<LocalEngine> log,
        IPriceBook? book = null)
    {
        _tracked = tracked;
        _convention = new PairConvention(tracked);
        _policy = policy;
        _memory = memory;
        _options = options;
        _time = time;
        _log = log;
        _epoch = time.GetUtcNow().ToUnixTimeMilliseconds();
        _hub = new TickHub([.. sinks.Select(sink => new TrackedSink(tracked, sink))], _epoch);
        _polls = [.. providers.Select(provider => Poll(provider, book is null ? null : new OutlierNames(book, policy.MaxAge, time)))];
    }

    /// <summary>True once each provider's first answer has been priced, or its first failure counted.</summary>
    public bool HasHeardAll => _heard.Count == _polls.Count;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel)
    {
        var prices = new List<Price>(_markets.Count);
        foreach (var market in _markets.Values)
        {
            if (market.TryGet(out var price))
            {
                prices.Add(price);
            }
        }

        return Task.FromResult<IReadOnlyList<Price>>(prices);
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel) =>
        ValueTask.FromResult(_hub.Subscribe(receive));

    /// <inheritdoc/>
    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel) => ValueTask.FromResult(
        _markets.TryGetValue(_convention.Canonical(pair), out var market) ? market.Explain(Moment.Now(_time)) : null);

    /// <inheritdoc/>
    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel) => ValueTask.FromResult(
        _markets.TryGetValue(_convention.Canonical(pair), out var market) ? market.Explain(sequence, epoch) : null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<ProviderStatus>>([.. _polls.Select(poll => poll.Meter.Status())]);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RecallAsync(stoppingToken).ConfigureAwait(false);
            await Task.WhenAll([SweepAsync(stoppingToken), .. _polls.Select(poll => FollowAsync(poll, stoppingToken))]).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            if (_memory is not null)
            {
                _memory.Outdated -= Supersede;
            }
        }
    }

    private ProviderPoll Poll(IRateProvider provider, OutlierNames? names)
    {
        ProviderPoll? poll = null;
        poll = new ProviderPoll(provider, Take, _time, names);
        return poll;

        // A stream's answers come while it is followed.
        void Take(IReadOnlyList<Quote> quotes)
        {
            Submit(quotes, poll!.Meter);
            _heard.TryAdd(poll, true);
        }
    }

    private async Task RecallAsync(CancellationToken cancel)
    {
        if (_memory is null)
        {
            return;
        }

        _memory.Outdated += Supersede;
        var prices = await RememberedAsync(_memory, cancel).ConfigureAwait(false);
        foreach (var price in prices)
        {
            _markets.TryAdd(price.Pair, new LocalMarket(new PairPrice(price.Pair, _policy, _epoch, price)));
        }

        _log.LogInformation("{Count} prices of an earlier run were recalled.", prices.Length);
        _hub.Publish(prices);
    }

    // A pair that is tracked both ways has one market; its other direction was derived from it and will be again.
    private async Task<Price[]> RememberedAsync(IPriceMemory memory, CancellationToken cancel)
    {
        try
        {
            var prices = await memory.RecallAsync(_tracked, cancel).WaitAsync(_options.Recall, _time, cancel).ConfigureAwait(false);
            return [.. prices.Where(price => _convention.Canonical(price.Pair) == price.Pair)];
        }
        catch (TimeoutException)
        {
            _log.LogWarning("The prices of an earlier run did not come within {Deadline}; the pairs' first quotes bring new ones.", _options.Recall);
            return [];
        }
    }

    private async Task FollowAsync(ProviderPoll poll, CancellationToken cancel)
    {
        await Task.Yield();
        while (true)
        {
            var pause = poll.Provider is IStreamingRateProvider streaming
                ? await poll.StreamAsync(streaming, cancel).ConfigureAwait(false)
                : await poll.OnceAsync(cancel).ConfigureAwait(false);
            _heard.TryAdd(poll, true);
            await Task.Delay(pause, _time, cancel).ConfigureAwait(false);
        }
    }

    private void Submit(IReadOnlyList<Quote> quotes, ProviderMeter meter)
    {
        var prices = new List<Price>(quotes.Count);
        var outliers = (List<Quote>?)null;
        var now = Moment.Now(_time);
        foreach (var quote in quotes)
        {
            if (MarketOf(_convention.Canonical(quote.Pair)) is not { } market)
            {
                meter.Unplaced();
                continue;
            }

            if (market.Apply(quote, now, out var verdict, out var price))
            {
                prices.Add(price);
            }

            if (verdict == Verdict.Outlier)
            {
                (outliers ??= []).Add(quote); // To name it takes its time, which the prices do not wait for.
            }
            else
            {
                meter.Judged(quote, verdict);
            }
        }

        if (prices.Count > 0)
        {
            _hub.Publish(prices.ToArray());
        }

        outliers?.ForEach(outlier => meter.Judged(outlier, Verdict.Outlier));
    }

    // Null for a new pair when there are as many markets as there may be.
    private LocalMarket? MarketOf(CurrencyPair pair)
    {
        if (_markets.TryGetValue(pair, out var market))
        {
            return market;
        }

        return _markets.Count >= _options.MaxMarkets
            ? null
            : _markets.GetOrAdd(pair, static (added, engine) => new LocalMarket(new PairPrice(added, engine._policy, engine._epoch)), this);
    }

    // Quotes age out without anybody's doing; an empty batch tells subscribers that the engine is alive.
    private async Task SweepAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(_options.Sweep, _time);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
        {
            var prices = new List<Price>();
            var now = Moment.Now(_time);
            foreach (var market in _markets.Values)
            {
                if (market.Reconsider(now, out var price))
                {
                    prices.Add(price);
                }
            }

            _hub.Publish(prices.ToArray());
        }
    }

    private void Supersede(CurrencyPair pair, long epoch)
    {
        if (_markets.TryGetValue(_convention.Canonical(pair), out var market) && market.Supersede(epoch, out var price))
        {
            _hub.Publish(new[] { price });
        }
    }
}
