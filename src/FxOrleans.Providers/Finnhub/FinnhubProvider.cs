using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Finnhub by calls: currencies and metals against the dollar in one, then one for each tracked stock, as many as the budget has
/// and in turns where it has too few. A plan without currencies is found out once a day. Thread-safe, asked one thing at a time.
/// </summary>
public sealed class FinnhubProvider : IRateProvider
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>How long currencies are not asked for after a plan did not include them.</summary>
    private static readonly TimeSpan WithoutForex = TimeSpan.FromDays(1);

    private readonly FinnhubOptions _options;
    private readonly TimeProvider _time;
    private readonly Upstream _upstream;
    private readonly FinnhubSymbols _symbols;
    private DateTimeOffset _forexFrom = DateTimeOffset.MinValue;
    private int _next;

    public FinnhubProvider(FinnhubOptions options, IReadOnlyCollection<CurrencyPair> tracked, Upstreams upstreams)
    {
        _options = options;
        _time = upstreams.Time;
        _upstream = upstreams.ForPolls(options);
        _symbols = new FinnhubSymbols(tracked);
    }

    public QuoteSource Source => _options.Source;

    public ProviderTerms Terms => _options.Terms;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        if (!_symbols.HasCurrencies && _symbols.Stocks.Count == 0)
        {
            throw new ProviderException(ProviderFailureKind.Empty, "Not asked: neither a stock nor a pair of currencies is tracked.");
        }

        var rows = new QuoteRows(Source);
        await AddForexAsync(rows, cancel).ConfigureAwait(false);
        await AddStocksAsync(rows, cancel).ConfigureAwait(false);
        return rows.ToAnswer() with { QuotaLeft = _upstream.Budget?.Left };
    }

    private async Task AddForexAsync(QuoteRows rows, CancellationToken cancel)
    {
        if (!_symbols.HasCurrencies || (_time.GetUtcNow() < _forexFrom && _symbols.Stocks.Count > 0))
        {
            return;
        }

        try
        {
            await GetAsync("/api/v1/forex/rates?base=USD", body => FinnhubAnswer.ReadForex(body, rows, _time.GetUtcNow()), cancel).ConfigureAwait(false);
        }
        catch (ProviderException refused) when (refused.Kind == ProviderFailureKind.Unauthorized && _symbols.Stocks.Count > 0)
        {
            // Usual on the free plan, which has stocks. A key that is no good shows at the first stock.
            _forexFrom = _time.GetUtcNow() + WithoutForex;
        }
    }

    private async Task AddStocksAsync(QuoteRows rows, CancellationToken cancel)
    {
        for (var asked = 0; asked < Math.Min(_symbols.Stocks.Count, FinnhubSymbols.Most); asked++)
        {
            if (!rows.IsEmpty && _upstream.Budget is { Left: 0 })
            {
                return;
            }

            var stock = _symbols.Stocks[_next % _symbols.Stocks.Count];
            var path = $"/api/v1/quote?symbol={Uri.EscapeDataString(stock.Base.Code)}";
            await GetAsync(path, body => FinnhubAnswer.ReadQuote(body, rows, stock), cancel).ConfigureAwait(false);
            _next = (_next + 1) % _symbols.Stocks.Count;
        }
    }

    private Task<QuoteRows> GetAsync(string path, Func<ReadOnlyMemory<byte>, QuoteRows> read, CancellationToken cancel)
    {
        var withKey = _options.ApiKey is { } key ? $"{path}&token={Uri.EscapeDataString(key)}" : path;
        return _upstream.GetAsync(new UpstreamRequest(_options.Address.Of(withKey), MaxBytes) { ErrorIn = FinnhubAnswer.ErrorIn }, read, cancel);
    }
}
