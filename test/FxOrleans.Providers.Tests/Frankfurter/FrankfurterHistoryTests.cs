using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class FrankfurterHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Fixings_of_a_pair_come_by_day_and_a_days_bar_opens_with_the_one_before()
    {
        await using var host = await ProviderHost.StartAsync("Frankfurter");
        host.Server.On("/v2/rates", Recorded.Bytes("Frankfurter/v2-range.json"));
        var history = host.Services.GetRequiredService<FrankfurterHistory>();

        var points = await history.HistoryAsync(Ask("USD/EUR", 7), default);
        var bars = await history.CandlesAsync(Ask("USD/EUR", 7), default);

        Assert.Equal([0.8744m, 0.8752m, 0.8768m, 0.8791m, 0.88022588m], points.Select(point => point.Price));
        Assert.Equal(new DateTimeOffset(2026, 9, 23, 0, 0, 0, TimeSpan.Zero), points[0].Timestamp);
        Assert.Equal(new HistoryBar(points[1].Timestamp, 0.8744m, 0.8752m, 0.8744m, 0.8752m, 0), bars[1]);
        Assert.Equal("/v2/rates?base=USD&quotes=EUR&from=2026-09-22&to=2026-09-29", host.Server.Seen[0].Target);
    }

    [Fact]
    public async Task A_day_ago_is_the_fixing_before_the_newest()
    {
        await using var host = await ProviderHost.StartAsync("Frankfurter");
        host.Server.On("/v2/rates", Recorded.Bytes("Frankfurter/v2-range.json"));

        var before = await host.Services.GetRequiredService<FrankfurterHistory>().DayAgoAsync([AssetCatalog.Eur, AssetCatalog.Get("JPY")], default);

        Assert.Equal(1 / 0.8791m, Assert.Single(before).Value.Before, 12);
    }

    [Theory]
    [InlineData("""{"status":422,"message":"invalid date range"}""", 422, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""[{"date":"2026-09-29","base":"EUR","quote":"USD","rate":1.1}]""", 200, ProviderFailureKind.WrongBase)]
    [InlineData("""[{"date":"yesterday","base":"USD","quote":"EUR","rate":1.1}]""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""[]""", 200, ProviderFailureKind.Empty)]
    [InlineData("""<html>""", 200, ProviderFailureKind.Unreadable)]
    public async Task What_is_no_documented_answer_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await ProviderHost.StartAsync("Frankfurter");
        host.Server.On("/v2/rates", body, status: status);

        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => host.Services.GetRequiredService<FrankfurterHistory>().HistoryAsync(Ask("USD/EUR", 7), default));

        Assert.Equal(kind, failure.Kind);
    }

    [Theory]
    [InlineData("USD/EUR", 1440, true)]
    [InlineData("USD/EUR", 240, false)]
    [InlineData("XAU/USD", 1440, false)]
    [InlineData("BTC/USD", 1440, false)]
    public async Task It_is_asked_only_for_what_it_has(string pair, int minutes, bool covers)
    {
        await using var host = await ProviderHost.StartAsync("Frankfurter");

        Assert.Equal(covers, host.Services.GetRequiredService<FrankfurterHistory>().Covers(Ask(pair, 7) with { Step = TimeSpan.FromMinutes(minutes) }));
    }

    private static HistoryRequest Ask(string pair, int days) => new(CurrencyPair.Parse(pair), Noon.AddDays(-days), Noon, TimeSpan.FromDays(1));
}
