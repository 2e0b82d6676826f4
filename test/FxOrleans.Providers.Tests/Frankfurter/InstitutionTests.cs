using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

public class InstitutionTests
{
    private const string Path = "/v2/rates";

    [Fact]
    public async Task Each_institution_is_a_source_of_its_own_with_its_own_rate_date_and_group()
    {
        var answer = await ReadAsync("""
            {"key":"CBN","date":"2026-09-29","rate":1401.5},{"key":"NBP","date":"2026-09-28","rate":1399.1},{"key":"BDI","date":"2026-09-28","rate":1398.7,"excluded":true}
            """);

        Assert.Equal(
            [("Frankfurter/CBN", 1401.5m, Day(29), "Frankfurter/CBN"), ("Frankfurter/NBP", 1399.1m, Day(28), "Frankfurter/NBP"), ("Frankfurter/BDI", 1398.7m, Day(28), "Ecb")],
            answer.Quotes.Select(quote => (quote.Source.Name, quote.Mid, quote.Timestamp, quote.Source.Group)));
        Assert.Empty(answer.Rejected);
        var cbn = Assert.Single(answer.Coverage!.Institutions, institution => institution.Key == "CBN");
        Assert.Equal(("Central Bank of Nigeria", "NG", "NGN", "official", 1, 0), (cbn.Name, cbn.Country, cbn.Currency, cbn.Kind, cbn.Quotes, cbn.Excluded));
        Assert.Equal(1, Assert.Single(answer.Coverage.Institutions, institution => institution.Key == "BDI").Excluded);
    }

    [Fact]
    public async Task The_blend_is_no_voice_beside_the_institutions_and_the_only_one_without_them()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, """
            [{"date":"2026-09-29","base":"USD","quote":"NGN","rate":1400,"providers":[{"key":"CBN","date":"2026-09-29","rate":1401}]},
             {"date":"2026-09-29","base":"USD","quote":"BMD","rate":1}]
            """);

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal(["Frankfurter/CBN", "Frankfurter"], answer.Quotes.Select(quote => quote.Source.Name));
    }

    [Fact]
    public async Task No_more_institutions_of_a_currency_are_taken_than_configured()
    {
        await using var host = await HostAsync();
        host.With("Providers:Frankfurter:MaxInstitutions", "2").Server.On(Path, Recorded.Bytes("Frankfurter/v2-institutions.json"));

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal(2, answer.Quotes.GroupBy(quote => quote.Pair).Max(pair => pair.Count()));
        Assert.Equal(["Frankfurter/CBN", "Frankfurter/NBP"], answer.Quotes.Where(quote => quote.Pair.Quote.Code == "NGN").Select(quote => quote.Source.Name));
    }

    [Fact]
    public async Task With_none_configured_the_blend_is_asked_for_as_before()
    {
        await using var host = await HostAsync();
        host.With("Providers:Frankfurter:MaxInstitutions", "0").Server.On(Path, Recorded.Bytes("Frankfurter/v2-rates.json"));

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal("/v2/rates?base=USD", Assert.Single(host.Server.Seen).Target);
        Assert.Null(answer.Coverage);
    }

    [Fact]
    public async Task Of_those_that_pass_on_the_same_rates_one_is_taken()
    {
        var answer = await ReadAsync("""
            {"key":"HNB","date":"2026-09-29","rate":1401},{"key":"ECB","date":"2026-09-29","rate":1401},{"key":"LB","date":"2026-09-29","rate":1401}
            """);

        Assert.Equal(("Frankfurter/ECB", "Ecb"), (Assert.Single(answer.Quotes).Source.Name, answer.Quotes[0].Source.Group));
        Assert.Equal((3, 1), (answer.Coverage!.Institutions.Count, answer.Coverage.Voices(Day(29))["NGN"].Voices));
    }

    [Fact]
    public async Task Who_reports_central_banks_is_heard_only_where_the_central_bank_is_not()
    {
        Assert.Equal("Frankfurter/IMF", Assert.Single((await ReadAsync("""{"key":"IMF","date":"2026-09-29","rate":1401}""")).Quotes).Source.Name);

        var answer = await ReadAsync("""{"key":"IMF","date":"2026-09-29","rate":1401},{"key":"CBN","date":"2026-09-29","rate":1401}""");
        Assert.Equal("Frankfurter/CBN", Assert.Single(answer.Quotes).Source.Name);
        Assert.Equal(1, answer.Coverage!.Voices(Day(29))["NGN"].Voices);
    }

    [Fact]
    public async Task A_street_rate_never_becomes_a_quote_nor_does_a_blend_of_it()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, """
            [{"date":"2026-09-29","base":"USD","quote":"CUP","rate":440,"providers":[{"key":"BCC","date":"2026-09-29","rate":440}]},
             {"date":"2026-09-29","base":"USD","quote":"NGN","rate":1400,"providers":[{"key":"CBN","date":"2026-09-29","rate":1401}]}]
            """);

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal("NGN", Assert.Single(answer.Quotes).Pair.Quote.Code);
        Assert.Equal((0, "BCC"), (answer.Coverage!.Voices(Day(29))["CUP"].Voices, Assert.Single(answer.Coverage.Voices(Day(29))["CUP"].Institutions)));
    }

    [Fact]
    public async Task An_unknown_institution_is_taken_with_little_weight_and_counted_and_not_more_of_them_than_a_bound()
    {
        var many = string.Join(',', Enumerable.Range(0, InstitutionSources.MostUnknown + 1).Select(number => $$"""{"key":"X{{number}}","date":"2026-09-29","rate":1400}"""));
        await using var host = await HostAsync();
        host.With("Providers:Frankfurter:MaxInstitutions", "32").Server.On(
            Path, $$"""[{"date":"2026-09-29","base":"USD","quote":"NGN","rate":1400,"providers":[{{many}},{"key":"no key!","date":"2026-09-29","rate":1}]}]""");

        var answer = await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);

        Assert.Equal((32, InstitutionSources.MostUnknown), (answer.Quotes.Count, answer.Coverage!.Unknown));
        Assert.All(answer.Quotes, quote => Assert.Equal(0.5, quote.Source.Weight));
        Assert.Equal([RowFault.UnknownInstitution, RowFault.UnknownInstitution], answer.Rejected.Select(row => row.Fault));
        Assert.Same(answer.Quotes[0].Source, host.Provider("Frankfurter").FindSource(answer.Quotes[0].Source.Name));
        Assert.Null(host.Provider("Frankfurter").FindSource("Ecb"));
    }

    [Fact]
    public async Task Of_an_institution_that_contradicts_itself_nothing_is_taken()
    {
        var answer = await ReadAsync("""
            {"key":"CBN","date":"2026-09-29","rate":1401},{"key":"CBN","date":"2026-09-29","rate":1722},{"key":"CBN","date":"2026-09-29","rate":1401},{"key":"NBP","date":"2026-09-28","rate":1399}
            """);

        Assert.Equal("Frankfurter/NBP", Assert.Single(answer.Quotes).Source.Name);
        Assert.All(answer.Rejected, row => Assert.Equal(("USD/NGN", RowFault.Contradictory), (row.What, row.Fault)));
        Assert.Equal(3, answer.Rejected.Count);
    }

    [Fact]
    public async Task A_bad_entry_is_told_and_the_others_are_kept()
    {
        var answer = await ReadAsync("""
            {"key":"CBN","date":"yesterday","rate":1401},{"key":"NBP","date":"2026-09-28","rate":"1399"},{"key":"BNR","date":"2026-09-28","rate":0},5,{"key":"RB","date":"2026-09-28","rate":1398}
            """);

        Assert.Equal("Frankfurter/RB", Assert.Single(answer.Quotes).Source.Name);
        Assert.Equal(
            [RowFault.BadTimestamp, RowFault.UnknownInstitution, RowFault.NotANumber, RowFault.NotPositive],
            answer.Rejected.Select(row => row.Fault).OrderBy(fault => fault is RowFault.BadTimestamp ? 0 : fault is RowFault.UnknownInstitution ? 1 : fault is RowFault.NotANumber ? 2 : 3));
    }

    [Fact]
    public async Task An_institution_that_has_missed_its_own_publication_says_since_when()
    {
        var coverage = (await ReadAsync("""{"key":"CBN","date":"2026-09-25","rate":1401},{"key":"FRED","date":"2026-09-25","rate":1400}""")).Coverage!;

        // Friday the 25th: the Central Bank of Nigeria is due on Monday by 18:00 UTC, an hour's grace; the Federal Reserve a week later.
        var due = Day(28).AddHours(19);
        Assert.Equal([null, null], coverage.At(due).Select(institution => institution.MissedSince));
        Assert.Equal([due, null], coverage.At(due.AddSeconds(1)).Select(institution => institution.MissedSince));
        Assert.Equal((2, 1), (coverage.Voices(due)["NGN"].Voices, coverage.Voices(due.AddSeconds(1))["NGN"].Voices));
    }

    [Theory]
    [InlineData("""{"status":422,"message":"invalid expand: providers"}""", 422, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""{"status":503,"message":"request exceeded 10s timeout"}""", 200, ProviderFailureKind.ErrorAnswer)]
    [InlineData("""[{"date":"2026-09-29","base":"EUR","quote":"NGN","rate":1,"providers":[{"key":"CBN","date":"2026-09-29","rate":1}]}]""", 200, ProviderFailureKind.WrongBase)]
    [InlineData("""[{"date":"2026-09-29","base":"USD","quote":"NGN","rate":1400,"providers":[{"key":"CBN","date":"2026-09-29","rate":-1}]}]""", 200, ProviderFailureKind.Empty)]
    public async Task What_is_no_usable_answer_is_a_failure(string body, int status, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, body, status: status);

        await host.Provider("Frankfurter").FailsAsync(kind);
    }

    private static DateTimeOffset Day(int day) => new(2026, 9, day, 0, 0, 0, TimeSpan.Zero);

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("Frankfurter");

    private static async Task<ProviderAnswer> ReadAsync(string entries)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, $$"""[{"date":"2026-09-29","base":"USD","quote":"NGN","rate":1400,"providers":[{{entries}}]}]""");
        return await host.Provider("Frankfurter").FetchAsync(CancellationToken.None);
    }
}
