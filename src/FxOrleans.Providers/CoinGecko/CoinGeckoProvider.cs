using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>CoinGecko: every coin of the catalogue that it knows, in dollars. Thread-safe.</summary>
public sealed class CoinGeckoProvider : IRateProvider
{
    /// <summary>Where it limits us without saying for how long: its limits are calls a minute.</summary>
    internal static readonly TimeSpan RestWhenLimited = TimeSpan.FromMinutes(1);

    /// <summary>More names would make an address that is too long.</summary>
    private const int MaxCoins = 250;

    /// <summary>A coin is 60 bytes.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The calls of one fetch.</summary>
    internal static readonly int Calls = (AssetCatalog.All.Select(coin => coin.CoinGeckoId).OfType<string>().Distinct().Count() + MaxCoins - 1) / MaxCoins;

    private readonly CoinGeckoOptions _options;
    private readonly Upstream _upstream;
    private readonly Dictionary<string, Asset> _coins = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<UpstreamRequest> _requests;

    public CoinGeckoProvider(CoinGeckoOptions options, Upstreams upstreams)
    {
        _options = options;
        _upstream = upstreams.ForPolls(options);
        foreach (var coin in AssetCatalog.All)
        {
            if (coin.CoinGeckoId is { } id)
            {
                _coins.TryAdd(id, coin);
            }
        }

        _requests = [.. _coins.Keys.Chunk(MaxCoins).Select(Request)];
    }

    public QuoteSource Source => _options.Source;

    public ProviderTerms Terms => _options.Terms;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var rows = new QuoteRows(Source);
        foreach (var request in _requests)
        {
            await _upstream.GetAsync(request, body => CoinGeckoAnswer.Read(body, rows, _coins), cancel).ConfigureAwait(false);
        }

        return rows.ToAnswer() with { QuotaLeft = _upstream.Budget?.Left };
    }

    private UpstreamRequest Request(string[] ids)
    {
        var names = string.Join(',', ids.Select(Uri.EscapeDataString));
        var path = $"/api/v3/simple/price?ids={names}&vs_currencies=usd&include_last_updated_at=true&precision=full";
        return new UpstreamRequest(_options.Address.Of(path), MaxBytes)
        {
            Key = _options.ApiKey is { } key ? ("x-cg-demo-api-key", key) : null,
            ErrorIn = CoinGeckoAnswer.ErrorIn,
            RestWhenLimited = RestWhenLimited,
        };
    }
}
