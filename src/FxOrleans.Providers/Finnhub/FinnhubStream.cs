using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Finnhub's trades, pushed over one WebSocket: tracked stocks, currencies and metals, 50 at most. A key may have one connection,
/// and that it drops is normal. A fetch asks by calls. Thread-safe, one stream at a time.
/// </summary>
public sealed class FinnhubStream(FinnhubOptions options, IReadOnlyCollection<CurrencyPair> tracked, Upstreams upstreams)
    : IStreamingRateProvider
{
    private readonly FinnhubProvider _calls = new(options, tracked, upstreams);
    private readonly FinnhubSymbols _symbols = new(tracked);

    public QuoteSource Source => options.Source;

    public ProviderTerms Terms => options.Terms;

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => _calls.FetchAsync(cancel);

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (_symbols.Streamed.Count == 0)
        {
            throw new ProviderException(ProviderFailureKind.Empty, "Not asked: neither a stock nor a pair of currencies is tracked.");
        }

        using var socket = new FinnhubSocket(upstreams.Time);
        await socket.ConnectAsync(Address(), upstreams.Plain, Terms.Timeout, cancel).ConfigureAwait(false);
        foreach (var symbol in _symbols.Streamed)
        {
            await socket.SubscribeAsync(symbol, Terms.Timeout, cancel).ConfigureAwait(false);
        }

        while (await socket.ReceiveAsync(cancel).ConfigureAwait(false) is { } message)
        {
            var rows = FinnhubTrades.Read(message, Source, _symbols);
            if (!rows.IsEmpty)
            {
                yield return new ProviderAnswer(rows.Quotes, rows.Rejected);
            }
        }
    }

    private Uri Address() => options.ApiKey is { } key
        ? new UriBuilder(options.StreamAddress) { Query = $"token={Uri.EscapeDataString(key)}" }.Uri
        : options.StreamAddress;
}
