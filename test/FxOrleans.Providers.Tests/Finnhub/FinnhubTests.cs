using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FxOrleans.Providers.Tests;

public class FinnhubTests
{
    private const string Quote = "/api/v1/quote";
    private const string Forex = "/api/v1/forex/rates";

    [Fact]
    public async Task Currencies_come_in_one_call_and_each_stock_in_one_of_its_own()
    {
        await using var host = (await HostAsync()).Tracking("AAPL/USD", "EUR/USD", "MSFT/USD", "BTC/USD");
        host.Server.On(Forex, Recorded.Bytes("Finnhub/forex-rates.json")).On(Quote, Recorded.Bytes("Finnhub/quote.json"));

        var answer = await host.Provider("Finnhub").FetchAsync(CancellationToken.None);

        Assert.Equal(
            [$"{Forex}?base=USD&token=se%26cret", $"{Quote}?symbol=AAPL&token=se%26cret", $"{Quote}?symbol=MSFT&token=se%26cret"],
            host.Server.Seen.Select(request => request.Target));
        Assert.Equal(5, answer.Quotes.Count);
        Assert.Equal((0.88022588m, host.Clock.GetUtcNow()), (answer.Of("USD/EUR").Mid, answer.Of("USD/EUR").Timestamp));
        Assert.Equal((261.74m, DateTimeOffset.FromUnixTimeSeconds(1790683190)), (answer.Of("AAPL/USD").Mid, answer.Of("AAPL/USD").Timestamp));
        Assert.Equal(57, answer.QuotaLeft);
    }

    [Fact]
    public async Task A_plan_without_currencies_still_has_stocks()
    {
        await using var host = (await HostAsync()).Tracking("AAPL/USD", "EUR/USD");
        host.Server
            .On(Forex, """{"error":"You don't have access to this resource."}""", status: 403)
            .On(Quote, Recorded.Bytes("Finnhub/quote.json"));
        var provider = host.Provider("Finnhub");

        Assert.Single((await provider.FetchAsync(CancellationToken.None)).Quotes);
        Assert.Single((await provider.FetchAsync(CancellationToken.None)).Quotes);

        Assert.Single(host.Server.Seen, request => request.Target.StartsWith(Forex, StringComparison.Ordinal));
        host.Clock.Advance(TimeSpan.FromDays(1));
        await provider.FetchAsync(CancellationToken.None);
        Assert.Equal(2, host.Server.Seen.Count(request => request.Target.StartsWith(Forex, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_plan_without_currencies_says_so_where_nothing_else_is_tracked()
    {
        await using var host = (await HostAsync()).Tracking("EUR/USD");
        host.Server.On(Forex, """{"error":"You don't have access to this resource."}""", status: 403);

        var failure = await host.Provider("Finnhub").FailsAsync(ProviderFailureKind.Unauthorized);

        Assert.DoesNotContain("secret", failure.ToString());
        Assert.DoesNotContain("cret", failure.Message);
    }

    [Theory]
    [InlineData("""{"error":"Invalid API key"}""", 401, ProviderFailureKind.Unauthorized)]
    [InlineData("""{"error":"API limit reached. Please try again later."}""", 429, ProviderFailureKind.RateLimited)]
    [InlineData("""{"error":"API limit reached. Please try again later."}""", 200, ProviderFailureKind.RateLimited)]
    [InlineData("""{"error":"Something"}""", 200, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""<html>""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{"c":1""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{"c":0,"d":null,"dp":null,"h":0,"l":0,"o":0,"pc":0,"t":0}""", 200, ProviderFailureKind.Empty)]
    public async Task What_is_no_documented_answer_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = (await HostAsync()).Tracking("AAPL/USD");
        host.Server.On(Quote, body, status: status);

        await host.Provider("Finnhub").FailsAsync(kind);

        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task Currencies_of_another_base_are_refused()
    {
        await using var host = (await HostAsync()).Tracking("EUR/USD");
        host.Server.On(Forex, """{"base":"EUR","quote":{"USD":1.13}}""");

        await host.Provider("Finnhub").FailsAsync(ProviderFailureKind.WrongBase);
    }

    [Fact]
    public async Task An_unknown_stock_is_told_and_the_others_kept()
    {
        await using var host = (await HostAsync()).Tracking("AAPL/USD", "MSFT/USD", "NVDA/USD");
        host.Server
            .On(Quote, """{"c":0,"d":null,"dp":null,"h":0,"l":0,"o":0,"pc":0,"t":0}""")
            .On(Quote, """{"c":5,"t":0}""")
            .On(Quote, Recorded.Bytes("Finnhub/quote.json"));

        var answer = await host.Provider("Finnhub").FetchAsync(CancellationToken.None);

        Assert.Equal(CurrencyPair.Parse("NVDA/USD"), Assert.Single(answer.Quotes).Pair);
        Assert.Equal([new("AAPL/USD", RowFault.NotPositive), new("MSFT/USD", RowFault.BadTimestamp)], answer.Rejected);
    }

    [Fact]
    public async Task A_small_budget_asks_for_stocks_in_turns()
    {
        await using var host = (await HostAsync()).Tracking("AAPL/USD", "MSFT/USD", "NVDA/USD").With("Providers:Finnhub:Quota", "2/00:01:00");
        host.Server.On(Quote, Recorded.Bytes("Finnhub/quote.json"));
        var provider = host.Provider("Finnhub");

        var first = await provider.FetchAsync(CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        var second = await provider.FetchAsync(CancellationToken.None);

        Assert.Equal(["AAPL", "MSFT"], first.Quotes.Select(quote => quote.Pair.Base.Code));
        Assert.Equal(["NVDA", "AAPL"], second.Quotes.Select(quote => quote.Pair.Base.Code));
    }

    [Fact]
    public async Task Without_a_tracked_symbol_nobody_is_asked()
    {
        await using var host = (await HostAsync()).Tracking("BTC/USD");

        await host.Provider("Finnhub").FailsAsync(ProviderFailureKind.Empty);

        Assert.Empty(host.Server.Seen);
    }

    [Fact]
    public void The_public_service_needs_a_key()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Providers:Finnhub:Enabled", "true")]).Build();

        var failure = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddRateProviders(configuration, []));

        Assert.StartsWith("Providers:Finnhub:ApiKey is missing", Assert.Single(failure.Failures));
    }

    private static async Task<ProviderHost> HostAsync() => (await ProviderHost.StartAsync("Finnhub")).With("Providers:Finnhub:ApiKey", "se&cret");
}
