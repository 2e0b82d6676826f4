using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Client;

/// <inheritdoc cref="IFxRates"/>
internal sealed class FxRates(
    PriceFeed feed, IRateEngine engine, IOptions<FxRatesOptions> options, TimeProvider time, ILogger<FxRates> logger) : IFxRates
{
    private readonly RateReader _reader = new(feed.Book, options.Value.MaxAge, time);

    public async ValueTask<Rate?> GetAsync(CurrencyPair pair, CancellationToken cancel = default)
    {
        await FilledAsync(cancel).ConfigureAwait(false);
        return _reader.Read(pair);
    }

    public async ValueTask<IReadOnlyDictionary<CurrencyPair, Rate>> GetManyAsync(IEnumerable<CurrencyPair> pairs, CancellationToken cancel = default)
    {
        await FilledAsync(cancel).ConfigureAwait(false);
        var rates = new Dictionary<CurrencyPair, Rate>();
        foreach (var pair in pairs)
        {
            if (_reader.Read(pair) is { } rate)
            {
                rates[pair] = rate;
            }
        }

        return rates;
    }

    public async ValueTask<IAsyncDisposable> SubscribeAsync(
        IEnumerable<CurrencyPair> pairs, Func<Rate, ValueTask> handler, CancellationToken cancel = default)
    {
        await FilledAsync(cancel).ConfigureAwait(false);
        return new RateSubscription(feed.Book, _reader, pairs, handler, logger);
    }

    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel = default) => engine.ExplainAsync(pair, cancel);

    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch = null, CancellationToken cancel = default) =>
        engine.ExplainAsync(pair, sequence, epoch, cancel);

    private Task FilledAsync(CancellationToken cancel) =>
        feed.Filled.IsCompletedSuccessfully ? Task.CompletedTask : feed.Filled.WaitAsync(options.Value.StartupPatience, time, cancel);
}
