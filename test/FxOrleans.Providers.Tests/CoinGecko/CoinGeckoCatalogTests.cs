using System.Globalization;
using System.Text;
using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class CoinGeckoCatalogTests
{
    private const string Markets = "/api/v3/coins/markets";

    [Fact]
    public async Task The_largest_coins_come_with_their_markets()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Markets, Recorded.Bytes("CoinGecko/markets.json"));

        var coins = await Catalog(host).TopAsync(4, default);

        Assert.Equal(["BTC", "ETH", "USDT", "DOGE"], coins.Select(coin => coin.Coin.Symbol));
        Assert.Equal(
            new CoinMarket(new CoinName("bitcoin", "BTC", "Bitcoin"))
            {
                Price = 83212.63997315m,
                Image = "https://coin-images.coingecko.com/coins/images/1/large/bitcoin.png?1696501400",
                MarketCap = 1655000000000,
                Rank = 1,
                ChangePercent = -0.61m,
            },
            coins[0]);
        Assert.Equal(Markets + "?vs_currency=usd&order=market_cap_desc&per_page=4&page=1", Assert.Single(host.Server.Seen).Target);
    }

    [Fact]
    public async Task More_than_a_page_are_fetched_page_by_page_and_one_that_moved_between_two_is_told_once()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Markets, Page(1, 250)).On(Markets, Page(250, 499)).On(Markets, Page(500, 520));

        var coins = await Catalog(host).TopAsync(600, default);

        Assert.Equal(Enumerable.Range(1, 520), coins.Select(coin => coin.Rank!.Value));
        Assert.Equal(["1", "2", "3"], host.Server.Seen.Select(request => request.Target[^1..]));
        Assert.All(host.Server.Seen, request => Assert.Contains("per_page=250", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_finds_coins_without_a_market_too()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On("/api/v3/search", Recorded.Bytes("CoinGecko/search.json")).On(Markets, Recorded.Bytes("CoinGecko/markets.json"));

        var coins = await Catalog(host).SearchAsync("doge & co", default);

        Assert.Equal(["DOGE", "DOGEWM"], coins.Select(coin => coin.Coin.Symbol));
        Assert.Equal((0.1123m, 10), (coins[0].Price, coins[0].Rank));
        Assert.Equal((null, null, null), (coins[1].Price, coins[1].Rank, coins[1].Image));
        Assert.Equal("/api/v3/search?query=doge%20%26%20co", host.Server.Seen[0].Target);
        Assert.Contains("ids=dogecoin,doge-without-market", Uri.UnescapeDataString(host.Server.Seen[1].Target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_is_an_answer_and_asks_for_no_markets()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On("/api/v3/search", """{"coins":[],"exchanges":[]}""");

        Assert.Empty(await Catalog(host).SearchAsync("nobody", default));
        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task A_symbol_that_many_coins_share_means_the_one_with_the_larger_market()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On("/api/v3/coins/list", Recorded.Bytes("CoinGecko/list.json")).On(Markets, Recorded.Bytes("CoinGecko/markets.json"));
        var (all, top) = (await Catalog(host).ListAsync(default), await Catalog(host).TopAsync(4, default));

        var ranked = CoinMapping.Resolve(all, top).ToDictionary(coin => coin.Coin.Symbol, coin => coin.Coin.Id);
        var unranked = CoinMapping.Resolve(all, []).ToDictionary(coin => coin.Coin.Symbol, coin => coin.Coin.Id);

        Assert.Equal(["BTC", "DOGE", "ETH", "USDT", "ZZ"], ranked.Keys);
        Assert.Equal(("bitcoin", "dogecoin", "aa-first"), (ranked["BTC"], ranked["DOGE"], ranked["ZZ"]));
        Assert.Equal("bitcoin", unranked["BTC"]); // The one that the service prices.
    }

    [Fact]
    public async Task A_day_ago_follows_from_the_change()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Markets, Recorded.Bytes("CoinGecko/markets.json"));

        var before = await Catalog(host).DayAgoAsync([AssetCatalog.Get("BTC"), AssetCatalog.Get("ETH"), AssetCatalog.Get("XRP"), AssetCatalog.Eur], default);

        Assert.Equal(["BTC", "ETH"], before.Keys.Select(asset => asset.Code).Order());
        Assert.Equal(83212.63997315m / 0.9939m, before[AssetCatalog.Get("BTC")].Before, 9);
        Assert.Equal(83212.63997315m, before[AssetCatalog.Get("BTC")].Now);
    }

    [Theory]
    [InlineData("""{"status":{"error_code":429,"error_message":"Throttled"}}""", 429, ProviderFailureKind.RateLimited)]
    [InlineData("""{"error":"Missing parameter vs_currency"}""", 422, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""{"coins":[]}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""[{"id":7},{"symbol":"x"}]""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""[]""", 200, ProviderFailureKind.Empty)]
    public async Task What_is_no_list_of_coins_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Markets, body, status: status).On("/api/v3/coins/list", body, status: status);

        Assert.Equal(kind, (await Assert.ThrowsAsync<ProviderException>(() => Catalog(host).TopAsync(10, default))).Kind);
        Assert.Equal(kind, (await Assert.ThrowsAsync<ProviderException>(() => Catalog(host).ListAsync(default))).Kind);
    }

    private static CoinGeckoCatalog Catalog(ProviderHost host) => host.Services.GetRequiredService<CoinGeckoCatalog>();

    private static byte[] Page(int first, int last) => Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(first, last - first + 1).Select(rank => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"coin-{{rank}}","symbol":"c{{rank}}","name":"Coin {{rank}}","current_price":1.5,"market_cap":{{10000 - rank}},"market_cap_rank":{{rank}}}"""))) + "]");
}
