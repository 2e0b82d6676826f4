using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

public class OpenErApiTests
{
    private const string Path = "/v6/latest/USD";

    [Fact]
    public async Task The_recorded_answer_is_read_whole()
    {
        await using var host = await ProviderHost.StartAsync("OpenErApi");
        host.Server.On(Path, Recorded.Bytes("OpenErApi/latest.json"));
        var provider = host.Provider("OpenErApi");

        var answer = await provider.FetchAsync(CancellationToken.None);

        Assert.Equal(11, answer.Quotes.Count);
        Assert.Empty(answer.Rejected);
        Assert.Equal(0.88022588m, answer.Of("USD/EUR").Mid);
        Assert.All(answer.Quotes, quote => Assert.Equal(new DateTimeOffset(2026, 9, 29, 0, 0, 1, TimeSpan.Zero), quote.Timestamp));
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 0, 15, 21, TimeSpan.Zero), answer.NextUpdate);
        Assert.Contains("Rates By Exchange Rate API", provider.Terms.Attribution);
    }

    [Fact]
    public async Task Bad_rows_are_told_and_the_others_kept()
    {
        await using var host = await ProviderHost.StartAsync("OpenErApi");
        host.Server.On(Path, Answer("""{"USD":1,"EUR":0.88,"GBP":-1,"JPY":"160","XYZ":2,"AAPL":3}"""));

        var answer = await host.Provider("OpenErApi").FetchAsync(CancellationToken.None);

        Assert.Equal(0.88m, Assert.Single(answer.Quotes).Mid);
        Assert.Equal([new("USD/GBP", RowFault.NotPositive), new("USD/JPY", RowFault.NotANumber)], answer.Rejected);
        Assert.Null(answer.NextUpdate);
    }

    public static TheoryData<string, int, ProviderFailureKind> NoAnswers => new()
    {
        { """{"result":"error","error-type":"unsupported-code"}""", 200, ProviderFailureKind.ErrorAnswer },
        { """{"result":"error","error-type":"unsupported-code"}""", 404, ProviderFailureKind.ErrorAnswer },
        { """{"result":"error","error-type":"quota-reached"}""", 200, ProviderFailureKind.RateLimited },
        { """{"result":"error"}""", 200, ProviderFailureKind.ErrorAnswer },
        { "slow down", 429, ProviderFailureKind.RateLimited },
        { "<html>", 200, ProviderFailureKind.Unreadable },
        { Answer("""{"EUR":0.88}""").Replace("USD", "EUR"), 200, ProviderFailureKind.WrongBase },
        { Answer("""{"EUR":0.88}""").Replace("time_last_update_unix", "time"), 200, ProviderFailureKind.Unreadable },
        { Answer("{}"), 200, ProviderFailureKind.Empty },
        { Answer("{}")[..^3], 200, ProviderFailureKind.Unreadable },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task What_is_no_documented_answer_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await ProviderHost.StartAsync("OpenErApi");
        host.Server.On(Path, body, status: status);

        var failure = await host.Provider("OpenErApi").FailsAsync(kind);

        Assert.Equal(kind == ProviderFailureKind.RateLimited ? TimeSpan.FromMinutes(20) : null, failure.RetryAfter);
    }

    private static string Answer(string rates) =>
        $$"""{"result":"success","time_last_update_unix":1790640001,"base_code":"USD","rates":{{rates}}}""";
}
