using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

public class OneFrameTests
{
    private const string Path = "/rates";

    [Fact]
    public async Task All_tracked_currency_pairs_are_asked_for_at_once()
    {
        await using var host = await HostAsync();
        host.Tracking("BTC/USD", "AAPL/USD", "XAU/USD", "USD/BGN");
        host.Server.On(Path, Recorded.Bytes("OneFrame/rates.json"));

        var answer = await host.Provider("OneFrame").FetchAsync(CancellationToken.None);

        var request = Assert.Single(host.Server.Seen);
        Assert.Equal("/rates?pair=EURGBP&pair=USDEUR&pair=USDJPY", request.Target);
        Assert.Equal("10dc303535874aeccc86a8251e6992f5", request.Headers["token"]);
        Assert.Equal(999, answer.QuotaLeft);
        Assert.Equal(3, answer.Quotes.Count);
        Assert.Empty(answer.Rejected);
        var yen = answer.Of("USD/JPY");
        Assert.Equal((0.61m, 0.71810472617368925m, 0.82m), (yen.Bid, yen.Mid, yen.Ask));
        Assert.Equal(new DateTimeOffset(2026, 9, 29, 11, 59, 58, 218, TimeSpan.Zero), yen.Timestamp);
        Assert.True(yen.Source.Simulated);
    }

    [Fact]
    public async Task Bids_above_asks_are_put_in_order()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Recorded.Bytes("OneFrame/rates.json"));

        var euro = (await host.Provider("OneFrame").FetchAsync(CancellationToken.None)).Of("USD/EUR");

        Assert.Equal((0.4812m, 0.68455m, 0.8879m), (euro.Bid, euro.Mid, euro.Ask));
    }

    [Theory]
    [InlineData("2026-09-29T11:59:58", 0)]
    [InlineData("2026-09-29T11:59:58Z", 0)]
    [InlineData("2026-09-29T11:59:58.1Z", 1_000_000)]
    [InlineData("2026-09-29T11:59:58.218327", 2_183_270)]
    [InlineData("2026-09-29T11:59:58.218327199Z", 2_183_271)]
    [InlineData("2026-09-29T20:59:58.218327199999+09:00", 2_183_271)]
    public void Times_come_in_many_forms(string text, int ticks)
    {
        Assert.True(UpstreamTime.TryRead(text, out var moment));
        Assert.Equal(new DateTimeOffset(2026, 9, 29, 11, 59, 58, TimeSpan.Zero).AddTicks(ticks), moment);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-09-29")]
    [InlineData("11:59:58")]
    [InlineData("2026-13-29T11:59:58Z")]
    [InlineData("2026-09-29T11:59:58.Z.1")]
    public void What_is_no_time_is_refused(string? text) => Assert.False(UpstreamTime.TryRead(text, out _));

    [Fact]
    public async Task Bad_rows_are_told_and_the_others_kept()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, """
            [{"from":"USD","to":"JPY","bid":1,"ask":2,"price":1.5,"time_stamp":"2026-09-29T11:59:58Z"},
             {"from":"USD","to":"EUR","bid":1,"ask":2,"price":1.5,"time_stamp":"soon"},
             {"from":"EUR","to":"GBP","bid":-1,"ask":2,"price":1.5,"time_stamp":"2026-09-29T11:59:58Z"},
             {"from":"EUR","to":"GBP","bid":1,"ask":2,"time_stamp":"2026-09-29T11:59:58Z"},
             {"from":"USD","to":"CHF","bid":1,"ask":2,"price":1.5,"time_stamp":"2026-09-29T11:59:58Z"},
             {"from":"USD","to":"USD","bid":1,"ask":1,"price":1,"time_stamp":"2026-09-29T11:59:58Z"},
             {"from":"USD","to":"XYZ","bid":1,"ask":1,"price":1,"time_stamp":"2026-09-29T11:59:58Z"},
             7]
            """);

        var answer = await host.Provider("OneFrame").FetchAsync(CancellationToken.None);

        Assert.Equal(CurrencyPair.Parse("USD/JPY"), Assert.Single(answer.Quotes).Pair);
        Assert.Equal(
            [
                new("USD/EUR", RowFault.BadTimestamp), new("EUR/GBP", RowFault.NotPositive), new("EUR/GBP", RowFault.NotANumber),
                new("USD/CHF", RowFault.WrongPair), new("?", RowFault.WrongPair),
            ],
            answer.Rejected);
    }

    [Theory]
    [InlineData("""{"error":"Quota reached"}""", 200, ProviderFailureKind.RateLimited)]
    [InlineData("""{"error":"Quota reached"}""", 403, ProviderFailureKind.RateLimited)]
    [InlineData("""{"error":"Invalid Currency Pair"}""", 200, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""{"error":"No currency pair provided"}""", 400, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""{"error":"Something new"}""", 200, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""{"error":"Something new"}""", 401, ProviderFailureKind.Unauthorized)]
    [InlineData("""{"rates":[]}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""<html></html>""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""[]""", 200, ProviderFailureKind.Empty)]
    [InlineData("""[{"from":"USD","to":"JPY","bid":1""", 200, ProviderFailureKind.Unreadable)]
    public async Task What_is_no_documented_answer_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, body, status: status);

        await host.Provider("OneFrame").FailsAsync(kind);

        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task Without_a_tracked_currency_pair_nobody_is_asked()
    {
        await using var host = await ProviderHost.StartAsync("OneFrame");

        await host.Tracking("BTC/USD").Provider("OneFrame").FailsAsync(ProviderFailureKind.Empty);

        Assert.Empty(host.Server.Seen);
    }

    [Theory]
    [InlineData(null, null, SourceKind.Periodic, 300)]
    [InlineData("00:00:10", null, SourceKind.Live, 12.5)]
    [InlineData("00:00:20", null, SourceKind.Periodic, 25)]
    [InlineData(null, "true", SourceKind.Live, 300)]
    public void How_often_it_is_asked_says_how_its_quotes_age(string? interval, string? streaming, SourceKind kind, double freshFor)
    {
        var options = new OneFrameOptions(Options.Section("OneFrame", ("Interval", interval), ("Streaming", streaming)));

        Assert.Equal((kind, TimeSpan.FromSeconds(freshFor)), (options.Source.Kind, options.Source.FreshFor));
        Assert.True(options.Source is { Simulated: true, MayCross: true });
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("http://localhost:1", null, null, true)]
    [InlineData(null, "key", null, true)]
    [InlineData(null, null, "true", true)]
    [InlineData("http://localhost:1", "key", "false", false)]
    public void It_is_on_once_it_is_configured(string? address, string? key, string? enabled, bool on)
    {
        var options = new OneFrameOptions(Options.Section("OneFrame", ("BaseUrl", address), ("ApiKey", key), ("Enabled", enabled)));

        Assert.Equal(on, options.Enabled);
    }

    private static async Task<ProviderHost> HostAsync() =>
        (await ProviderHost.StartAsync("OneFrame")).Tracking("USD/JPY", "USD/EUR", "EUR/GBP");
}
