using System.Globalization;
using System.Text;
using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests.Cases;

/// <summary>A file of a day that is wrong, read again and again.</summary>
public sealed class DailyFileTests
{
    private const string Path = "/v1/currencies/usd.min.json";
    private const string Coins = "/api/v3/simple/price";

    [Fact]
    public async Task A_wrong_file_read_again_is_no_new_evidence_until_a_later_one_repeats_it()
    {
        await using var host = await HostAsync();
        var market = new Market("BTC/USD", host);
        host.Server.On(Path, Day(28, ("btc", 0.000012017405)));
        await market.AskAsync("CurrencyApi");
        var before = market.Mid;
        Assert.InRange(before, 83_212m, 83_213m);

        host.Server.On(Path, Day(29, ("btc", 38.87461377))).On(Path, Day(29, ("btc", 38.87461377)));
        await market.AskAsync("CurrencyApi");
        for (var read = 0; read < 400; read++)
        {
            market.Wait(TimeSpan.FromSeconds(5));
            await market.AskAsync("CurrencyApi");
            Assert.Equal(before, market.Mid);
        }

        host.Server.On(Path, Day(30, ("btc", 38.91))).On(Path, Day(30, ("btc", 38.91)));
        host.Clock.Advance(TimeSpan.FromDays(1));
        await market.AskAsync("CurrencyApi");
        await market.AskAsync("CurrencyApi");
        Assert.InRange(market.Mid, 0.0257m, 0.0258m);
    }

    [Fact]
    public async Task While_the_better_source_is_away_the_wrong_file_neither_makes_the_price_nor_betters_its_status()
    {
        await using var host = await HostAsync();
        var market = new Market("BTC/USD", host);
        host.Server.On(Coins, $$$"""{"bitcoin":{"usd":83212,"last_updated_at":{{{host.Clock.GetUtcNow().ToUnixTimeSeconds()}}}}}""")
            .On(Path, Day(28, ("btc", 0.000012017405)));
        await market.AskAsync("CoinGecko", "CurrencyApi");
        market.Wait(TimeSpan.FromSeconds(5));
        host.Server.On(Path, Day(29, ("btc", 38.87461377))).On(Path, Day(29, ("btc", 38.87461377)));
        await market.AskAsync("CurrencyApi", "CurrencyApi");
        Assert.Equal((83_212m, PriceStatus.Indicative), (market.Mid, market.Status));

        for (var read = 0; read < 120; read++)
        {
            market.Wait(TimeSpan.FromSeconds(5));
            await market.AskAsync("CurrencyApi");
            Assert.Equal(83_212m, market.Mid);
        }

        Assert.Equal(PriceStatus.Stale, market.Status);
    }

    [Fact]
    public async Task A_file_whose_columns_are_shifted_by_one_moves_no_price()
    {
        await using var host = await HostAsync();
        var good = JsonSerializer.Deserialize<JsonElement>(Recorded.Bytes("CurrencyApi/usd.2026-09-29.json")).GetProperty("usd").EnumerateObject()
            .Select(rate => (rate.Name, rate.Value.GetDouble())).ToArray();
        Market[] markets = [.. new[] { "BTC/USD", "USD/EUR", "USD/NGN", "USD/JPY", "XAU/USD" }.Select(pair => new Market(pair, host))];
        host.Server.On(Path, Day(28, good));
        foreach (var market in markets)
        {
            await market.AskAsync("CurrencyApi");
        }

        Array.ForEach(markets, market => market.Wait(TimeSpan.FromMinutes(1)));
        var before = markets.Select(market => market.Mid).ToArray();
        var shifted = Day(29, [.. good.Select((rate, i) => (rate.Name, good[(i + 1) % good.Length].Item2))]);
        host.Server.On(Path, shifted).On(Path, shifted);
        for (var read = 0; read < 60; read++)
        {
            foreach (var market in markets)
            {
                await market.AskAsync("CurrencyApi");
            }

            host.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        // What happens to be within a hundredth of the truth may be taken for it.
        Assert.All(markets.Zip(before), now => Assert.InRange(now.First.Mid, now.Second * 0.99m, now.Second * 1.01m));
    }

    [Fact]
    public async Task Zeros_that_all_take_away_together_are_no_volatility()
    {
        await using var host = await HostAsync();
        host.With("Providers:OpenErApi:BaseUrl", host.Server.Address).With("Providers:Frankfurter:BaseUrl", host.Server.Address);
        var market = new Market("USD/SYP", host);
        for (var day = 1; day <= 20; day++)
        {
            var scale = day < 10 ? 100 : 1;
            await SayAsync(market, host, day, 110.01 * scale, 110.12 * scale, 110.06 * scale);
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(110.06m, market.Mid);
        Assert.InRange(market.Current.Confidence, 0.1m, 2m);
    }

    [Fact]
    public async Task Of_two_coins_with_one_ticker_the_file_prices_neither()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Recorded.Bytes("CurrencyApi/usd.2026-09-29.json"));

        var answer = await host.Provider("CurrencyApi").FetchAsync(default);

        Assert.DoesNotContain(answer.Quotes, quote => quote.Pair.Quote.Code == "ONE");
        Assert.Contains(answer.Quotes, quote => quote.Pair.Quote.Code == "BTC");
        Assert.Equal(("harmony", "Harmony"), (AssetCatalog.Get("ONE").CoinGeckoId, AssetCatalog.Get("ONE").Name));
    }

    private static async Task SayAsync(Market market, ProviderHost host, int day, double first, double second, double third)
    {
        var date = new DateTimeOffset(2026, 9, day, 0, 0, 0, TimeSpan.Zero);
        Twice(Path, Day(day, ("syp", first)));
        Twice("/v6/latest/USD", string.Create(CultureInfo.InvariantCulture,
            $$$"""{"result":"success","time_last_update_unix":{{{date.ToUnixTimeSeconds()}}},"base_code":"USD","rates":{"SYP":{{{second}}}}}"""));
        Twice("/v2/rates", string.Create(CultureInfo.InvariantCulture, $$"""[{"date":"{{date:yyyy-MM-dd}}","base":"USD","quote":"SYP","rate":{{third}}}]"""));
        host.Clock.StepWall(date.AddHours(18) - host.Clock.GetUtcNow());
        foreach (var provider in new[] { "CurrencyApi", "OpenErApi", "Frankfurter" })
        {
            await host.Provider(provider).FetchAsync(default); // The answer of the day before.
        }

        await market.AskAsync("CurrencyApi", "OpenErApi", "Frankfurter");
        market.Wait(TimeSpan.FromSeconds(2));

        void Twice(string path, string body) => host.Server.On(path, body).On(path, body);
    }

    private static async Task<ProviderHost> HostAsync()
    {
        var host = await ProviderHost.StartAsync("CurrencyApi");
        return host.With("Providers:CoinGecko:BaseUrl", host.Server.Address);
    }

    private static string Day(int day, params (string Code, double Rate)[] rates)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{{\"date\":\"2026-09-{day:00}\",\"usd\":{{"));
        text.AppendJoin(',', rates.Select(rate => string.Create(CultureInfo.InvariantCulture, $"\"{rate.Code}\":{rate.Rate:0.################}")));
        return text.Append("}}").ToString();
    }
}
