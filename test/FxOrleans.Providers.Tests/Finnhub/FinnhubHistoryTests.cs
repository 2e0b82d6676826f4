using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class FinnhubHistoryTests
{
    private const string Stock = "/api/v1/stock/candle";
    private static readonly DateTimeOffset Noon = new(2026, 9, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Candles_of_a_stock_come_with_their_volume_and_are_joined_to_four_hours()
    {
        await using var host = await HostAsync();
        host.Server.On(Stock, Recorded.Bytes("Finnhub/candle.60.json"));

        var hours = await History(host).CandlesAsync(Ask("AAPL/USD", 3, 60), default);
        var fours = await History(host).CandlesAsync(Ask("AAPL/USD", 3, 240), default);

        Assert.Equal(47, hours.Count); // What opens now is not before now.
        Assert.Equal(new HistoryBar(Noon.AddHours(-47), 249.5m, 250.75m, 249.25m, 250m, 1000), hours[0]);
        Assert.Equal(hours.Skip(3).Take(4).Sum(bar => bar.Volume), fours[0].Volume);
        Assert.Equal((hours[3].Opens, hours[3].Open, hours[6].Close), (fours[0].Opens, fours[0].Open, fours[0].Close));
        Assert.Equal(
            $"{Stock}?symbol=AAPL&resolution=60&from={Noon.AddDays(-3).ToUnixTimeSeconds()}&to={Noon.ToUnixTimeSeconds()}&token=k",
            host.Server.Seen[0].Target);
    }

    [Fact]
    public async Task Points_are_the_candles_closes()
    {
        await using var host = await HostAsync();
        host.Server.On(Stock, Recorded.Bytes("Finnhub/candle.60.json"));

        var points = await History(host).HistoryAsync(Ask("AAPL/USD", 3, 60), default);

        Assert.Equal(new PastPrice(Noon.AddHours(-46), 250m), points[0]);
        Assert.Equal(Noon, points[^1].Timestamp);
    }

    [Fact]
    public async Task A_pair_kept_the_other_way_round_is_turned_over()
    {
        await using var host = await HostAsync();
        host.Server.On("/api/v1/forex/candle", $$"""{"s":"ok","t":[{{Noon.AddHours(-2).ToUnixTimeSeconds()}}],"o":[1.25],"h":[2],"l":[1],"c":[1.6],"v":[7]}""");

        var bar = Assert.Single(await History(host).CandlesAsync(Ask("USD/EUR", 1, 60), default));

        Assert.Equal(new HistoryBar(Noon.AddHours(-2), 0.8m, 1m, 0.5m, 0.625m, 0), bar);
        Assert.Contains("symbol=OANDA%3AEUR_USD", host.Server.Seen[0].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_candles_of_stocks_is_found_out_once_a_day_and_may_still_have_those_of_currencies()
    {
        await using var host = await HostAsync();
        host.Server.On(Stock, """{"error":"You don't have access to this resource."}""", status: 403);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => History(host).CandlesAsync(Ask("AAPL/USD", 1, 60), default));

        Assert.Equal(ProviderFailureKind.Unauthorized, failure.Kind);
        Assert.False(History(host).Covers(Ask("TSLA/USD", 1, 60)));
        Assert.True(History(host).Covers(Ask("EUR/USD", 1, 60)));
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(History(host).Covers(Ask("TSLA/USD", 1, 60)));
    }

    [Theory]
    [InlineData("""{"s":"no_data"}""", 200, ProviderFailureKind.Empty)]
    [InlineData("""{"s":"ok","t":[],"o":[],"h":[],"l":[],"c":[]}""", 200, ProviderFailureKind.Empty)]
    [InlineData("""{"s":"ok","t":[1790596800],"o":[1],"h":[1],"l":[2],"c":[1]}""", 200, ProviderFailureKind.Empty)]
    [InlineData("""{"s":"ok","t":[1,2],"o":[1],"h":[1],"l":[2],"c":[1]}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{"s":"ok"}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""<html>""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{"error":"API limit reached. Please try again later."}""", 429, ProviderFailureKind.RateLimited)]
    public async Task What_is_no_documented_answer_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Stock, body, status: status);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => History(host).CandlesAsync(Ask("AAPL/USD", 1, 60), default));

        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("token", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAPL/EUR", 60, false)]
    [InlineData("BTC/USD", 60, false)]
    [InlineData("XAU/USD", 240, true)]
    [InlineData("AAPL/USD", 7, false)]
    [InlineData("EUR/ATS", 60, false)]
    public async Task It_is_asked_only_for_what_it_has(string pair, int minutes, bool covers)
    {
        await using var host = await HostAsync();

        Assert.Equal(covers, History(host).Covers(Ask(pair, 1, minutes)));
    }

    [Fact]
    public async Task A_day_ago_is_the_previous_close_and_leaves_half_the_budget_to_current_prices()
    {
        await using var host = (await HostAsync()).With("Providers:Finnhub:Quota", "4/01:00:00");
        host.Server.On("/api/v1/quote", """{"c":261.74,"d":1.5,"dp":0.58,"h":263.31,"l":260.68,"o":261.07,"pc":259.45,"t":1790683200}""");
        var stocks = AssetCatalog.All.Where(asset => asset.Class == AssetClass.Stock).Take(10).ToList();

        var before = await host.Services.GetServices<IDayAgoSource>().Single().DayAgoAsync(stocks, default);

        Assert.Equal(2, host.Server.Seen.Count); // Half of four is all that readers get.
        Assert.All(before.Values, price => Assert.Equal(new DayAgoPrice(259.45m, 261.74m), price));
    }

    private static async Task<ProviderHost> HostAsync()
    {
        var host = (await ProviderHost.StartAsync("Finnhub")).With("Providers:Finnhub:ApiKey", "k");
        foreach (var other in new[] { "CoinGecko", "Frankfurter", "Ecb" })
        {
            host.With($"Providers:{other}:Enabled", "false");
        }

        return host;
    }

    private static FinnhubHistory History(ProviderHost host) => host.Services.GetRequiredService<FinnhubHistory>();

    private static HistoryRequest Ask(string pair, int days, int minutes) =>
        new(CurrencyPair.Parse(pair), Noon.AddDays(-days), Noon, TimeSpan.FromMinutes(minutes));
}
