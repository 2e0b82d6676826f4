using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class CoinGeckoHistoryTests
{
    private const string Chart = "/api/v3/coins/bitcoin/market_chart";
    private const string Ohlc = "/api/v3/coins/bitcoin/ohlc";
    private static readonly DateTimeOffset Noon = new(2026, 9, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_day_is_points_of_five_minutes()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Chart, Recorded.Bytes("CoinGecko/market_chart.1.json"));

        var points = await host.Services.GetRequiredService<CoinGeckoHistory>().HistoryAsync(Ask("BTC/USD", 1, 5), default);

        Assert.Equal(289, points.Count);
        Assert.Equal(new PastPrice(Noon.AddDays(-1), 83000.12345678m), points[0]);
        Assert.Equal(Noon, points[^1].Timestamp);
        Assert.Equal(points.OrderBy(point => point.Timestamp), points);
        Assert.Equal(Chart + "?vs_currency=usd&days=1", Assert.Single(host.Server.Seen).Target);
    }

    [Fact]
    public async Task Longer_bars_are_made_of_half_hours_that_are_stamped_at_their_close()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Ohlc, Recorded.Bytes("CoinGecko/ohlc.1.json"));

        var bars = await host.Services.GetRequiredService<CoinGeckoHistory>().CandlesAsync(Ask("BTC/USD", 1, 60), default);

        Assert.Equal(24, bars.Count);
        Assert.Equal(new HistoryBar(Noon.AddDays(-1), 83000, 83025.5m, 82995.75m, 83020, 0), bars[0]);
        Assert.Equal(Noon.AddHours(-1), bars[^1].Opens);
        Assert.Equal(Ohlc + "?vs_currency=usd&days=1", Assert.Single(host.Server.Seen).Target);
    }

    [Fact]
    public async Task Days_of_a_year_open_and_close_with_the_midnights_prices_and_have_the_days_volume()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Chart, Recorded.Bytes("CoinGecko/market_chart.365.json"));

        var bars = await host.Services.GetRequiredService<CoinGeckoHistory>().CandlesAsync(Ask("BTC/USD", 365, 1440), default);

        var second = bars[1];
        Assert.Equal((60064.5m, 60129m, 60064.5m, 60129m), (bars[1].Open, second.High, second.Low, second.Close));
        Assert.Equal(Math.Round(2.5e10m / 60129m, 2), second.Volume);
        Assert.Equal(Noon.AddHours(-12), bars[^1].Opens);
        Assert.Equal(83212.63997315m, bars[^1].Close);
        Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.Equal(pair.First.Opens.AddDays(1), pair.Second.Opens));
        Assert.EndsWith("days=365", Assert.Single(host.Server.Seen).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_public_year_is_asked_for_as_a_year()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Chart, Recorded.Bytes("CoinGecko/market_chart.365.json"));

        await host.Services.GetRequiredService<CoinGeckoHistory>().HistoryAsync(Ask("BTC/EUR", 1826, 1440), default);

        Assert.Equal(Chart + "?vs_currency=eur&days=365", Assert.Single(host.Server.Seen).Target);
    }

    [Fact]
    public async Task A_span_that_begins_a_little_earlier_gets_the_same_fine_points()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Chart, Recorded.Bytes("CoinGecko/market_chart.1.json"));
        var request = Ask("BTC/USD", 1, 15);
        request = request with { From = request.From.AddMinutes(-14) };

        var history = host.Services.GetRequiredService<CoinGeckoHistory>();

        Assert.True(history.Covers(request));
        Assert.Equal(96, (await history.CandlesAsync(request, default)).Count);
        Assert.EndsWith("days=1", Assert.Single(host.Server.Seen).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTC/USD", 1, 1, false)]
    [InlineData("BTC/USD", 1, 5, true)]
    [InlineData("BTC/USD", 7, 15, false)]
    [InlineData("BTC/USD", 90, 60, true)]
    [InlineData("BTC/USD", 180, 60, false)]
    [InlineData("BTC/USD", 365, 1440, true)]
    [InlineData("BTC/ETH", 7, 1440, false)]
    [InlineData("EUR/USD", 7, 1440, false)]
    public async Task It_is_asked_only_for_what_it_has(string pair, int days, int minutes, bool covers)
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");

        Assert.Equal(covers, host.Services.GetRequiredService<CoinGeckoHistory>().Covers(Ask(pair, days, minutes)));
    }

    [Theory]
    [InlineData("""{"error":"coin not found"}""", 404, ProviderFailureKind.Empty)]
    [InlineData("""{"error":{"status":{"error_code":10012,"error_message":"Your request exceeds the allowed time range."}}}""", 401, ProviderFailureKind.Unauthorized)]
    [InlineData("""{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit."}}""", 429, ProviderFailureKind.RateLimited)]
    [InlineData("""{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit."}}""", 200, ProviderFailureKind.RateLimited)]
    [InlineData("""{"error":"invalid vs_currency"}""", 400, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""<html>Checking your browser</html>""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{"prices":null}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{"prices":[]}""", 200, ProviderFailureKind.Empty)]
    [InlineData("""{"prices":[[1790596800000,0],[1790600400000,null],[1790600400000,-1],["x",1],[1],7]}""", 200, ProviderFailureKind.Empty)]
    public async Task What_is_no_documented_chart_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Chart, body, status: status);

        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => host.Services.GetRequiredService<CoinGeckoHistory>().HistoryAsync(Ask("BTC/USD", 1, 5), default));

        Assert.Equal(kind, failure.Kind);
        Assert.Single(host.Server.Seen);
    }

    [Theory]
    [InlineData("""{"error":"coin not found"}""", ProviderFailureKind.Empty)]
    [InlineData("""{"what":1}""", ProviderFailureKind.Unreadable)]
    [InlineData("""[]""", ProviderFailureKind.Empty)]
    [InlineData("""[[1790600400000,5,4,3,2],[1790600400000,1,2],[1790600400000,0,1,0,1]]""", ProviderFailureKind.Empty)]
    public async Task What_is_no_bar_is_a_failure(string body, ProviderFailureKind kind)
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Ohlc, body);

        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => host.Services.GetRequiredService<CoinGeckoHistory>().CandlesAsync(Ask("BTC/USD", 1, 60), default));

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task Every_call_is_charged_to_the_providers_one_budget()
    {
        await using var host = (await ProviderHost.StartAsync("CoinGecko")).With("Providers:CoinGecko:Quota", "2/01:00:00");
        host.Server.On(Chart, Recorded.Bytes("CoinGecko/market_chart.1.json")).On("/api/v3/simple/price", Recorded.Bytes("CoinGecko/simple-price.json"));
        var history = host.Services.GetRequiredService<CoinGeckoHistory>();
        await host.Provider("CoinGecko").FetchAsync(default);
        await history.HistoryAsync(Ask("BTC/USD", 1, 5), default);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => history.HistoryAsync(Ask("BTC/USD", 1, 5), default));

        Assert.Equal(ProviderFailureKind.QuotaSpent, failure.Kind);
        Assert.Equal(2, host.Server.Seen.Count);
    }

    private static HistoryRequest Ask(string pair, int days, int minutes) =>
        new(CurrencyPair.Parse(pair), Noon.AddDays(-days), Noon, TimeSpan.FromMinutes(minutes));
}
