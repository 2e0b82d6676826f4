using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class EcbTests
{
    private const string Daily = "/stats/eurofxref/eurofxref-daily.xml";

    [Fact]
    public async Task The_recorded_day_is_read_whole()
    {
        await using var host = await HostAsync();
        host.Server.On(Daily, Recorded.Bytes("Ecb/eurofxref-daily.2026-03-05.xml"), "text/xml");

        var answer = await host.Provider("Ecb").FetchAsync(CancellationToken.None);

        Assert.Equal(29, answer.Quotes.Count);
        Assert.Empty(answer.Rejected);
        Assert.Equal(1.1618m, answer.Of("EUR/USD").Mid);
        Assert.Equal(19644.7m, answer.Of("EUR/IDR").Mid);
        Assert.All(answer.Quotes, quote => Assert.Equal(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), quote.Timestamp));
        Assert.All(answer.Quotes, quote => Assert.Equal((SourceKind.Fixing, FixingCalendar.Target), (quote.Source.Kind, quote.Source.Calendar)));
    }

    [Fact]
    public async Task The_history_has_every_day()
    {
        await using var host = await HostAsync();
        host.Server
            .On("/stats/eurofxref/eurofxref-hist-90d.xml", Recorded.Bytes("Ecb/eurofxref-hist-90d.xml"), "text/xml")
            .On("/stats/eurofxref/eurofxref-hist.xml", Recorded.Bytes("Ecb/eurofxref-hist-90d.xml"), "text/xml");
        var provider = host.Services.GetRequiredService<EcbProvider>();

        foreach (var span in Enum.GetValues<EcbSpan>())
        {
            var days = await provider.FetchHistoryAsync(span, CancellationToken.None);

            Assert.Equal([new(2026, 3, 5), new(2026, 3, 4), new(2026, 3, 3)], days.Select(day => day.Date));
            Assert.Equal(1.1649m, days[1].Quotes.Single(quote => quote.Pair.Quote.Code == "USD").Mid);
            Assert.Equal(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), days[1].Quotes[0].Timestamp);
        }
    }

    [Fact]
    public async Task Of_several_days_the_newest_counts()
    {
        await using var host = await HostAsync();
        host.Server.On(Daily, Document("<Cube time='2026-03-03'><Cube currency='USD' rate='1.16'/></Cube><Cube time='2026-03-05'><Cube currency='USD' rate='1.18'/></Cube>"), "text/xml");

        Assert.Equal(1.18m, Assert.Single((await host.Provider("Ecb").FetchAsync(CancellationToken.None)).Quotes).Mid);
    }

    [Fact]
    public async Task Bad_rows_are_told_and_the_others_kept()
    {
        await using var host = await HostAsync();
        host.Server.On(
            Daily,
            Document("""
                <Cube time='2026-03-05'><Cube currency='USD' rate='1.1618'/><Cube currency='JPY' rate='-183'/><Cube currency='GBP' rate='0'/>
                <Cube currency='CHF' rate='INF'/><Cube currency='SEK'/><Cube currency='XYZ' rate='3'/><Cube currency='EUR' rate='1'/></Cube>
                """),
            "text/xml");

        var answer = await host.Provider("Ecb").FetchAsync(CancellationToken.None);

        Assert.Equal(1.1618m, Assert.Single(answer.Quotes).Mid);
        Assert.Equal(
            [
                new("EUR/JPY", RowFault.NotPositive), new("EUR/GBP", RowFault.NotPositive),
                new("EUR/CHF", RowFault.NotANumber), new("EUR/SEK", RowFault.NotANumber),
            ],
            answer.Rejected);
    }

    public static TheoryData<string, ProviderFailureKind> NoAnswers => new()
    {
        { "<!DOCTYPE html><html><body>Access denied</body></html>", ProviderFailureKind.Unreadable },
        { "<html><body>Access denied</body></html>", ProviderFailureKind.Unreadable },
        { "<!DOCTYPE e [<!ENTITY x 'y'>]><Envelope><Cube><Cube time='2026-03-05'><Cube currency='USD' rate='1'/></Cube></Cube></Envelope>", ProviderFailureKind.Unreadable },
        { Document("<Cube time='2026-03-05'><Cube currency='USD' rate='1.1618'/></Cube>")[..^30], ProviderFailureKind.Unreadable },
        { Document("<Cube time='5 March'><Cube currency='USD' rate='1.1618'/></Cube>"), ProviderFailureKind.Unreadable },
        { Document("<Cube currency='USD' rate='1.1618'/>"), ProviderFailureKind.Unreadable },
        { Document(""), ProviderFailureKind.Unreadable },
        { Document("<Cube time='2026-03-05'></Cube>"), ProviderFailureKind.Empty },
        { """{"rates":{}}""", ProviderFailureKind.Unreadable },
        { "", ProviderFailureKind.Unreadable },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task What_is_no_documented_answer_is_a_failure(string body, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Daily, body, "text/xml");

        await host.Provider("Ecb").FailsAsync(kind);
    }

    [Theory]
    [InlineData("2026-03-05T16:00:00Z", "2026-03-05T17:00:00Z")] // the day's fixing is out: once an hour
    [InlineData("2026-03-06T14:30:00Z", "2026-03-06T15:00:00Z")] // the next is due at 16:00 in Frankfurt
    [InlineData("2026-03-06T15:00:00Z", null)] // it is due: the provider's own interval
    [InlineData("2026-03-08T12:00:00Z", null)] // it never came
    public void It_is_asked_more_often_when_a_fixing_is_due(string now, string? next)
    {
        Assert.Equal(
            next is null ? null : ClockReading(next),
            FixingRhythm.NextUpdate(FixingCalendar.Target, new DateOnly(2026, 3, 5), ClockReading(now)));

        static DateTimeOffset ClockReading(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    private static string Document(string days) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
        <gesmes:subject>Reference rates</gesmes:subject><Cube>{days}</Cube></gesmes:Envelope>
        """;

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("Ecb");
}
