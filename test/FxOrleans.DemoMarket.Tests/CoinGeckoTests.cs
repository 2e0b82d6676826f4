using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace FxOrleans.DemoMarket.Tests;

public class CoinGeckoTests
{
    private const string Api = "/coingecko/api/v3";

    [Fact]
    public async Task Simple_price_gives_the_coins_asked_for_and_leaves_out_what_is_unknown()
    {
        await using var demo = await DemoFixture.StartAsync();
        var prices = await demo.JsonAsync(
            Api + "/simple/price?ids=bitcoin,ethereum,nocoin&vs_currencies=usd,eur,zzz&include_24hr_change=true&include_last_updated_at=true");
        Assert.Equal(["bitcoin", "ethereum"], prices.EnumerateObject().Select(member => member.Name));
        var bitcoin = prices.GetProperty("bitcoin");
        Assert.Equal(["usd", "usd_24h_change", "eur", "eur_24h_change", "last_updated_at"], bitcoin.EnumerateObject().Select(member => member.Name));
        Assert.InRange(bitcoin.GetProperty("usd").GetDecimal(), 10_000, 500_000);
        Assert.InRange(bitcoin.GetProperty("usd_24h_change").GetDecimal(), -25, 25);
        Assert.InRange(demo.Time.GetUtcNow().ToUnixTimeSeconds() - bitcoin.GetProperty("last_updated_at").GetInt64(), 1, 5);
    }

    [Theory]
    [InlineData("/simple/price?ids=bitcoin", 422, "Missing parameter vs_currencies")]
    [InlineData("/simple/price?vs_currencies=usd", 422, "Missing parameter ids")]
    [InlineData("/coins/markets", 422, "Missing parameter vs_currency")]
    [InlineData("/coins/markets?vs_currency=zzz", 400, "invalid vs_currency")]
    [InlineData("/coins/nocoin/ohlc?vs_currency=usd&days=1", 404, "coin not found")]
    [InlineData("/coins/bitcoin/market_chart?vs_currency=usd&days=never", 400, "Invalid days parameter")]
    public async Task Errors_are_in_its_own_words(string path, int status, string error)
    {
        await using var demo = await DemoFixture.StartAsync();
        Assert.Equal(error, (await demo.JsonAsync(Api + path, (HttpStatusCode)status)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Markets_come_in_pages_largest_first()
    {
        await using var demo = await DemoFixture.StartAsync();
        var all = await MarketsAsync(250, 1);
        Assert.True(all.Count >= 100);
        Assert.Equal("bitcoin", all[0].GetProperty("id").GetString());
        Assert.Equal(Enumerable.Range(1, 60), all.Take(60).Select(coin => coin.GetProperty("market_cap_rank").GetInt32()));
        Assert.All(all.Take(60).Zip(all.Take(60).Skip(1)), pair =>
            Assert.True(pair.First.GetProperty("market_cap").GetDecimal() >= pair.Second.GetProperty("market_cap").GetDecimal()));
        Assert.Equal(Ids(all.Skip(10).Take(10)), Ids(await MarketsAsync(10, 2)));
        Assert.Empty(await MarketsAsync(250, 99));
        Assert.All(all, coin =>
        {
            var (low, price, high) = (Value(coin, "low_24h"), Value(coin, "current_price"), Value(coin, "high_24h"));
            Assert.True(low > 0 && low <= price && price <= high);
            Assert.True(Uri.TryCreate(coin.GetProperty("image").GetString(), UriKind.Absolute, out _));
            Assert.True(coin.TryGetProperty("price_change_percentage_24h", out _) && coin.TryGetProperty("name", out _) && coin.TryGetProperty("symbol", out _));
        });

        async Task<List<JsonElement>> MarketsAsync(int size, int page) =>
            [.. (await demo.JsonAsync($"{Api}/coins/markets?vs_currency=usd&per_page={size}&page={page}")).EnumerateArray()];

        static IEnumerable<string?> Ids(IEnumerable<JsonElement> coins) => coins.Select(coin => coin.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("1", 289, 300_000)]
    [InlineData("7", 169, 3_600_000)]
    [InlineData("90", 2161, 3_600_000)]
    [InlineData("365", 366, 86_400_000)]
    [InlineData("max", 366, 86_400_000)]
    public async Task A_chart_ends_at_the_latest_price_with_the_steps_documented(string days, int points, long step)
    {
        await using var demo = await DemoFixture.StartAsync(time: new FakeTimeProvider(new DateTimeOffset(2026, 11, 18, 15, 31, 7, TimeSpan.Zero)));
        var chart = await demo.JsonAsync($"{Api}/coins/ethereum/market_chart?vs_currency=usd&days={days}");
        var prices = chart.GetProperty("prices").EnumerateArray().ToList();
        Assert.Equal(points, prices.Count);
        Assert.Equal(points, chart.GetProperty("market_caps").GetArrayLength());
        Assert.Equal(points, chart.GetProperty("total_volumes").GetArrayLength());
        Assert.Equal(step, prices[1][0].GetInt64() - prices[0][0].GetInt64());
        var latest = (await demo.JsonAsync(Api + "/simple/price?ids=ethereum&vs_currencies=usd")).GetProperty("ethereum").GetProperty("usd").GetDecimal();
        Assert.InRange(prices[^1][1].GetDecimal() / latest, 0.99999m, 1.00001m);
    }

    [Fact]
    public async Task The_past_does_not_change()
    {
        await using var demo = await DemoFixture.StartAsync();
        var before = await ChartAsync();
        demo.Time.Advance(TimeSpan.FromDays(2));
        var after = await ChartAsync();
        var common = before.Keys.Intersect(after.Keys).ToList();
        Assert.InRange(common.Count, 360, 366);
        Assert.All(common, time => Assert.Equal(before[time], after[time]));

        async Task<Dictionary<long, decimal>> ChartAsync() =>
            (await demo.JsonAsync($"{Api}/coins/bitcoin/market_chart?vs_currency=usd&days=365")).GetProperty("prices")
                .EnumerateArray().ToDictionary(point => point[0].GetInt64(), point => point[1].GetDecimal());
    }

    [Fact]
    public async Task More_than_a_year_is_not_for_the_public()
    {
        await using var demo = await DemoFixture.StartAsync();
        var answer = await demo.JsonAsync($"{Api}/coins/bitcoin/market_chart?vs_currency=usd&days=366", HttpStatusCode.Unauthorized);
        Assert.Equal(10012, answer.GetProperty("error").GetProperty("status").GetProperty("error_code").GetInt32());
    }

    [Theory]
    [InlineData(1, 48, 30 * 60_000)]
    [InlineData(7, 42, 4 * 3_600_000)]
    [InlineData(30, 180, 4 * 3_600_000)]
    [InlineData(365, 91, 4 * 86_400_000)]
    public async Task Ohlc_bars_are_stamped_at_their_close(int days, int bars, long length)
    {
        await using var demo = await DemoFixture.StartAsync();
        var rows = (await demo.JsonAsync($"{Api}/coins/bitcoin/ohlc?vs_currency=usd&days={days}")).EnumerateArray().ToList();
        Assert.InRange(rows.Count, bars, bars + 1);
        Assert.All(rows, row =>
        {
            Assert.Equal(0, row[0].GetInt64() % length);
            Assert.True(row[0].GetInt64() <= demo.Time.GetUtcNow().ToUnixTimeMilliseconds());
            var (open, high, low, close) = (row[1].GetDecimal(), row[2].GetDecimal(), row[3].GetDecimal(), row[4].GetDecimal());
            Assert.True(low > 0 && low <= Math.Min(open, close) && high >= Math.Max(open, close));
        });
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First[4].GetDecimal(), pair.Second[1].GetDecimal()));
    }

    [Fact]
    public async Task Search_and_list_find_coins()
    {
        await using var demo = await DemoFixture.StartAsync();
        var found = (await demo.JsonAsync(Api + "/search?query=doge")).GetProperty("coins").EnumerateArray().ToList();
        Assert.Contains(found, coin => coin.GetProperty("id").GetString() == "dogecoin" && coin.GetProperty("symbol").GetString() == "DOGE");
        Assert.Empty((await demo.JsonAsync(Api + "/search?query=zzzz")).GetProperty("coins").EnumerateArray());
        var list = (await demo.JsonAsync(Api + "/coins/list")).EnumerateArray().ToList();
        Assert.Contains(list, coin => coin.GetProperty("id").GetString() == "bitcoin" && coin.GetProperty("symbol").GetString() == "btc");
    }

    private static decimal Value(JsonElement coin, string name) => coin.GetProperty(name).GetDecimal();
}
