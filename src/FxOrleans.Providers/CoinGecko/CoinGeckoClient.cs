using System.Collections.Frozen;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>How CoinGecko is asked for what is no current price: its addresses, its key, its errors. Thread-safe.</summary>
internal sealed class CoinGeckoClient(CoinGeckoOptions options, Upstreams upstreams)
{
    /// <summary>The public service gives a year of history and no more.</summary>
    public const int LongestDays = 365;

    /// <summary>The currencies, of those that it can price coins in, that others have no better source for.</summary>
    private static readonly FrozenSet<string> Against = new[]
    {
        "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "CNY", "HKD", "SGD", "INR", "KRW", "BRL", "MXN", "ZAR", "TRY", "SEK", "NOK",
        "DKK", "PLN", "CZK", "HUF", "ILS", "THB", "IDR", "MYR", "PHP", "TWD", "SAR", "AED", "NGN", "CLP", "ARS", "UAH", "VND", "PKR",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Upstream _upstream = upstreams.ForReaders(options);

    public string Name => options.Name;

    public bool Simulated => options.Simulated;

    /// <summary>Whether it has that pair's history.</summary>
    public static bool Knows(CurrencyPair pair) => pair.Base.CoinGeckoId is not null && Against.Contains(pair.Quote.Code);

    /// <summary>
    /// How many days back from now to ask for, 1 to <see cref="LongestDays"/>. A part of a day, by which a span begins earlier so that its
    /// first bar is whole, is not worth the coarser points that one day more would bring.
    /// </summary>
    public static int Days(HistoryRequest request) => (int)Math.Clamp(Math.Floor(request.Span.TotalDays), 1, LongestDays);

    /// <param name="path">From <c>/coins</c> or <c>/search</c> on.</param>
    /// <param name="maxBytes">The most that an answer can have.</param>
    /// <param name="read">Reads its body.</param>
    /// <param name="cancel">Ends the call.</param>
    public Task<T> GetAsync<T>(string path, int maxBytes, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancel) => _upstream.GetAsync(
        new UpstreamRequest(options.Address.Of("/api/v3" + path), maxBytes)
        {
            Key = options.ApiKey is { } key ? ("x-cg-demo-api-key", key) : null,
            ErrorIn = CoinGeckoAnswer.ErrorIn,
            RestWhenLimited = CoinGeckoProvider.RestWhenLimited,
        },
        read,
        cancel);
}
