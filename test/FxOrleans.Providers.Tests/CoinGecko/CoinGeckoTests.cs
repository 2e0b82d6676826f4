using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

public class CoinGeckoTests
{
    private const string Path = "/api/v3/simple/price";

    [Fact]
    public async Task Coins_come_in_dollars_each_with_its_own_time()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Recorded.Bytes("CoinGecko/simple-price.json"));

        var answer = await host.Provider("CoinGecko").FetchAsync(CancellationToken.None);

        Assert.Equal(5, answer.Quotes.Count);
        Assert.Empty(answer.Rejected);
        Assert.Equal(83212.63997315m, answer.Of("BTC/USD").Mid);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790683190), answer.Of("BTC/USD").Timestamp);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1790683186), answer.Of("SHIB/USD").Timestamp);
        Assert.Equal((SourceKind.Periodic, false), (answer.Quotes[0].Source.Kind, answer.Quotes[0].Source.Simulated));
    }

    [Fact]
    public async Task All_coins_of_the_catalogue_are_asked_for_in_one_call()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Recorded.Bytes("CoinGecko/simple-price.json"));

        await host.Provider("CoinGecko").FetchAsync(CancellationToken.None);

        var request = Assert.Single(host.Server.Seen);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.Target.Split('?')[1]);
        Assert.Equal(
            AssetCatalog.All.Select(asset => asset.CoinGeckoId).OfType<string>().Distinct().Order(StringComparer.Ordinal),
            query["ids"].ToString().Split(',').Order(StringComparer.Ordinal));
        Assert.Equal(("usd", "true"), (query["vs_currencies"].ToString(), query["include_last_updated_at"].ToString()));
        Assert.False(request.Headers.ContainsKey("x-cg-demo-api-key"));
    }

    [Fact]
    public async Task A_key_travels_in_its_header()
    {
        await using var host = (await HostAsync()).With("Providers:CoinGecko:ApiKey", "CG-secret");
        host.Server.On(Path, Recorded.Bytes("CoinGecko/simple-price.json"));

        await host.Provider("CoinGecko").FetchAsync(CancellationToken.None);

        Assert.Equal("CG-secret", host.Server.Seen[0].Headers["x-cg-demo-api-key"]);
        Assert.DoesNotContain("CG-secret", host.Server.Seen[0].Target);
    }

    [Fact]
    public async Task Bad_rows_are_told_and_the_others_kept()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, """
            {"bitcoin":{"usd":1e-7,"last_updated_at":1790683190},"ethereum":{"usd":0,"last_updated_at":1790683190},
             "ripple":{"usd":null,"last_updated_at":1790683190},"dogecoin":{"usd":0.1},"solana":{"usd":1,"last_updated_at":"now"},"tron":{},
             "status":{"usd":0.02,"last_updated_at":1790683190},"nobody-knows":{"usd":1,"last_updated_at":1790683190}}
            """);

        var answer = await host.Provider("CoinGecko").FetchAsync(CancellationToken.None);

        Assert.Equal(0.0000001m, Assert.Single(answer.Quotes).Mid);
        Assert.Equal(
            [
                new("ETH/USD", RowFault.NotPositive), new("XRP/USD", RowFault.NotANumber), new("DOGE/USD", RowFault.BadTimestamp),
                new("SOL/USD", RowFault.BadTimestamp), new("TRX/USD", RowFault.BadTimestamp),
            ],
            answer.Rejected);
    }

    [Theory]
    [InlineData("""{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit."}}""", 429, "90", ProviderFailureKind.RateLimited, 90)]
    [InlineData("""{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit."}}""", 429, null, ProviderFailureKind.RateLimited, 60)]
    [InlineData("""{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit."}}""", 200, null, ProviderFailureKind.RateLimited, 60)]
    [InlineData("""{"error":{"status":{"error_code":429,"error_message":"Throttled"}}}""", 200, null, ProviderFailureKind.RateLimited, 60)]
    [InlineData("""Throttled""", 429, null, ProviderFailureKind.RateLimited, 60)]
    [InlineData("""{"status":{"error_code":10002,"error_message":"API Key Missing"}}""", 200, null, ProviderFailureKind.ErrorAnswer, null)]
    [InlineData("""{"error":"Missing parameter ids"}""", 422, null, ProviderFailureKind.ErrorAnswer, null)]
    [InlineData("""<html>""", 200, null, ProviderFailureKind.Unreadable, null)]
    [InlineData("""[]""", 200, null, ProviderFailureKind.Unreadable, null)]
    [InlineData("""{"bitcoin":{"usd":1""", 200, null, ProviderFailureKind.Unreadable, null)]
    [InlineData("""{}""", 200, null, ProviderFailureKind.Empty, null)]
    public async Task What_is_no_documented_answer_is_a_failure(string body, int status, string? retryAfter, ProviderFailureKind kind, int? seconds)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, body, status: status, headers: retryAfter is null ? [] : [("Retry-After", retryAfter)]);

        var failure = await host.Provider("CoinGecko").FailsAsync(kind);

        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
        Assert.Single(host.Server.Seen);
    }

    [Theory]
    [InlineData(null, SourceKind.Periodic)]
    [InlineData("00:00:10", SourceKind.Live)]
    public void How_often_it_is_asked_says_how_its_quotes_age(string? interval, SourceKind kind) =>
        Assert.Equal(kind, new CoinGeckoOptions(Options.Section("CoinGecko", ("Interval", interval))).Source.Kind);

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("CoinGecko");
}
