using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

public class FrankfurterTests
{
    private const string Path = "/v2/rates";

    [Fact]
    public async Task Version_2_gives_each_row_its_day()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Recorded.Bytes("Frankfurter/v2-rates.json"));

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal("/v2/rates?base=USD&expand=providers", Assert.Single(host.Server.Seen).Target);
        Assert.Equal(12, answer.Quotes.Count);
        Assert.Empty(answer.Rejected);
        Assert.Equal((0.88022588m, Day(29)), (answer.Of("USD/EUR").Mid, answer.Of("USD/EUR").Timestamp));
        Assert.Equal(Day(28), answer.Of("USD/ZAR").Timestamp);
        Assert.Equal("Frankfurter", answer.Quotes[0].Source.Group);
        Assert.Equal(Day(29).AddHours(13), answer.NextUpdate);
    }

    [Fact]
    public async Task Version_1_is_a_copy_of_the_ecb()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, Recorded.Bytes("Frankfurter/v1-latest.json"));

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal(11, answer.Quotes.Count);
        Assert.Equal((0.88022588m, Day(29)), (answer.Of("USD/EUR").Mid, answer.Of("USD/EUR").Timestamp));
        Assert.All(answer.Quotes, quote => Assert.Equal(("Frankfurter", "Ecb"), (quote.Source.Name, quote.Source.Group)));
    }

    [Fact]
    public async Task Bad_rows_are_told_and_the_others_kept()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, """
            [{"date":"2026-09-29","base":"USD","quote":"EUR","rate":0.88},{"date":"2026-09-29","base":"USD","quote":"GBP","rate":0},
             {"date":"2026-09-29","base":"EUR","quote":"GBP","rate":0.86},{"date":"x","base":"USD","quote":"JPY","rate":160},
             {"date":"2026-09-29","base":"USD","quote":"CHF"},{"date":"2026-09-29","base":"USD","quote":"XYZ","rate":1},
             {"date":"2026-09-29","base":"USD","quote":"USD","rate":1},5]
            """);

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal(0.88m, Assert.Single(answer.Quotes).Mid);
        Assert.Equal(
            [
                new("USD/GBP", RowFault.NotPositive), new("EUR/GBP", RowFault.WrongPair), new("USD/JPY", RowFault.BadTimestamp),
                new("USD/CHF", RowFault.NotANumber), new("?", RowFault.WrongPair),
            ],
            answer.Rejected);
    }

    [Theory]
    [InlineData("""{"status":404,"message":"not found"}""", 404, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""{"status":422,"message":"invalid currency"}""", 200, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""[{"date":"2026-09-29","base":"EUR","quote":"USD","rate":1.13}]""", 200, ProviderFailureKind.WrongBase)]
    [InlineData("""{"amount":1.0,"base":"EUR","date":"2026-09-29","rates":{"USD":1.13}}""", 200, ProviderFailureKind.WrongBase)]
    [InlineData("""{"amount":100.0,"base":"USD","date":"2026-09-29","rates":{"EUR":88}}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""{"base":"USD","date":"2026-09-29"}""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""<html>""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""7""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""[{"date":"2026-09-29","base":"USD""", 200, ProviderFailureKind.Unreadable)]
    [InlineData("""[]""", 200, ProviderFailureKind.Empty)]
    [InlineData("""{"base":"USD","date":"2026-09-29","rates":{}}""", 200, ProviderFailureKind.Empty)]
    public async Task What_is_no_documented_answer_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, body, status: status);

        await host.Provider("Frankfurter").FailsAsync(kind);
    }

    private static DateTimeOffset Day(int day) => new(2026, 9, day, 0, 0, 0, TimeSpan.Zero);

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("Frankfurter");
}
