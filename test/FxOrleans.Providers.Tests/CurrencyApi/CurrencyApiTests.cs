using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

public class CurrencyApiTests
{
    private const string Path = "/v1/currencies/usd.min.json";

    [Fact]
    public async Task The_recorded_day_is_read_whole()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Recorded.Bytes("CurrencyApi/usd.2026-09-29.json"));

        var answer = await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None);

        // 339 rows, less usd itself, xbt, which is another name of btc, and one, which is another coin than harmony.
        Assert.Equal(336, answer.Quotes.Count);
        Assert.Empty(answer.Rejected);
        Assert.Equal(0.88022588m, answer.Of("USD/EUR").Mid);
        Assert.Equal(1.72157219m, answer.Of("USD/BGN").Mid);
        Assert.Equal(85679508184.0193m, answer.Quotes.Max(quote => quote.Mid));
        Assert.All(answer.Quotes, quote => Assert.Equal(new DateTimeOffset(2026, 9, 29, 0, 0, 0, TimeSpan.Zero), quote.Timestamp));
        Assert.All(answer.Quotes, quote => Assert.Equal((SourceKind.Fixing, false), (quote.Source.Kind, quote.Source.Simulated)));
    }

    [Fact]
    public async Task Numbers_keep_all_their_digits()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, """{"date":"2026-09-29","usd":{"btc":1.2017405e-05,"eur":0.8802258812345678901234567,"idr":1.65E+4}}""");

        var answer = await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None);

        Assert.Equal(0.000012017405m, answer.Of("USD/BTC").Mid);
        Assert.Equal(0.8802258812345678901234567m, answer.Of("USD/EUR").Mid);
        Assert.Equal(16500m, answer.Of("USD/IDR").Mid);
    }

    [Fact]
    public async Task Bad_rows_are_told_and_the_others_kept()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, """
            {"date":"2026-09-29","usd":{"eur":0.88,"gbp":-0.75,"jpy":0,"chf":"NaN","sek":1e400,"nok":1e20,"dkk":null,"usd":1,"xyzzy":3,"aapl":0.004}}
            """);

        var answer = await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None);

        Assert.Equal(0.88m, Assert.Single(answer.Quotes).Mid);
        Assert.Equal(
            [
                new("USD/GBP", RowFault.NotPositive), new("USD/JPY", RowFault.NotPositive), new("USD/CHF", RowFault.NotANumber),
                new("USD/SEK", RowFault.OutOfRange), new("USD/NOK", RowFault.OutOfRange), new("USD/DKK", RowFault.NotANumber),
            ],
            answer.Rejected);
    }

    [Theory]
    [InlineData("<!doctype html><html><body>Just a moment…</body></html>", ProviderFailureKind.Unreadable)]
    [InlineData("""{"date":"2026-09-29","usd":{"eur":0.88""", ProviderFailureKind.Unreadable)]
    [InlineData("""{"date":"2026-09-29","usd":{"eur":NaN}}""", ProviderFailureKind.Unreadable)]
    [InlineData("""{"date":"yesterday","usd":{"eur":0.88}}""", ProviderFailureKind.Unreadable)]
    [InlineData("""{"usd":{"eur":0.88}}""", ProviderFailureKind.Unreadable)]
    [InlineData("""{"date":"2026-09-29"}""", ProviderFailureKind.Unreadable)]
    [InlineData("""[1,2,3]""", ProviderFailureKind.Unreadable)]
    [InlineData("", ProviderFailureKind.Unreadable)]
    [InlineData("""{"date":"2026-09-29","eur":{"usd":1.13}}""", ProviderFailureKind.WrongBase)]
    [InlineData("""{"date":"2026-09-29","usd":{}}""", ProviderFailureKind.Empty)]
    [InlineData("""{"date":"2026-09-29","usd":{"eur":-1,"gbp":0}}""", ProviderFailureKind.Empty)]
    public async Task What_is_no_documented_answer_is_a_failure(string body, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, body);

        await host.Provider("CurrencyApi").FailsAsync(kind);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_harm()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, [0xEF, 0xBB, 0xBF, .. """{"date":"2026-09-29","usd":{"eur":0.88}}"""u8]);

        Assert.Single((await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None)).Quotes);
    }

    [Fact]
    public async Task The_base_address_says_where_the_date_goes()
    {
        await using var host = await ProviderHost.StartAsync("CurrencyApi", "/npm/currency-api@{date}/");
        host.Server.On("/npm/currency-api@latest" + Path, """{"date":"2026-09-29","usd":{"eur":0.88}}""");

        Assert.Equal(0.88m, (await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None)).Of("USD/EUR").Mid);
    }

    [Fact]
    public async Task The_fall_back_is_asked_when_the_first_address_has_nothing_usable()
    {
        await using var host = await HostAsync();
        await using var second = await UpstreamServer.StartAsync();
        host.With("Providers:CurrencyApi:FallbackUrl", second.Address);
        host.Server.On(Path, "<html>");
        second.On(Path, """{"date":"2026-09-29","usd":{"eur":0.88}}""");

        Assert.Equal(0.88m, (await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None)).Of("USD/EUR").Mid);
    }

    [Fact]
    public async Task When_both_fail_both_are_told()
    {
        await using var host = await HostAsync();
        await using var second = await UpstreamServer.StartAsync();
        host.With("Providers:CurrencyApi:FallbackUrl", second.Address);
        host.Server.On(Path, "<html>");

        var failure = await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.Unreadable);

        Assert.Contains("status 404", failure.Message);
        Assert.Single(second.Seen);
    }

    [Theory]
    [InlineData("http://localhost:9000", null, null)]
    [InlineData(null, null, "https://{date}.currency-api.pages.dev")]
    [InlineData("http://localhost:9000", "http://localhost:9001/x/", "http://localhost:9001/x")]
    public void A_stand_in_has_no_public_fall_back(string? address, string? fallback, string? expected)
    {
        var options = new CurrencyApiOptions(Options.Section("CurrencyApi", ("BaseUrl", address), ("FallbackUrl", fallback)));

        Assert.Equal(expected, options.FallbackAddress?.ToString());
    }

    [Theory]
    [InlineData("2026-09-29", "2026-09-29T13:00:00Z")]
    [InlineData("2026-09-28", null)]
    public async Task It_is_asked_again_sooner_while_today_is_missing(string date, string? next)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, $$$"""{"date":"{{{date}}}","usd":{"eur":0.88}}""");
        var provider = host.Provider("CurrencyApi");

        var answer = await provider.FetchAsync(CancellationToken.None);

        Assert.Equal(next is null ? null : DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), answer.NextUpdate);
        Assert.Equal(TimeSpan.FromMinutes(5), provider.Terms.Interval);
    }

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("CurrencyApi");
}
