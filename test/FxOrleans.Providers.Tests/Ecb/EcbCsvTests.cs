using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

public class EcbCsvTests
{
    private static readonly QuoteSource Source = new("Ecb", SourceKind.Fixing) { Calendar = FixingCalendar.Target };

    [Fact]
    public void All_27_years_are_read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "eurofxref-hist.csv.gz"));

        var days = EcbCsv.ReadGzip(file, Source).ToList();

        Assert.Equal(6958, days.Count);
        Assert.Equal((new DateOnly(2026, 3, 5), new DateOnly(1999, 1, 4)), (days[0].Date, days[^1].Date));
        Assert.True(days.Zip(days.Skip(1)).All(two => two.First.Date > two.Second.Date));
        Assert.All(days, day => Assert.Empty(day.Rejected));
        Assert.Equal(41, days.SelectMany(day => day.Quotes).Select(quote => quote.Pair.Quote).Distinct().Count());
        Assert.Equal(29, days[0].Quotes.Count);
        Assert.Equal(1.1618m, Value(days[0], "USD"));
        Assert.Equal(372274m, Value(days[^1], "TRL"));
        Assert.Equal(0.58231m, Value(days[^1], "CYP"));
        Assert.DoesNotContain(days[0].Quotes, quote => quote.Pair.Quote.Code == "CYP");
        Assert.All(days[^1].Quotes, quote => Assert.Equal(new DateTimeOffset(1999, 1, 4, 0, 0, 0, TimeSpan.Zero), quote.Timestamp));
    }

    [Fact]
    public void A_bad_cell_is_told_and_the_others_kept()
    {
        var day = Assert.Single(EcbCsv.Read(new StringReader("Date,USD,JPY,GBP,XYZ,\n2026-03-05,1.1618,x,-1,4,\n"), Source));

        Assert.Equal(1.1618m, Assert.Single(day.Quotes).Mid);
        Assert.Equal([new("EUR/JPY", RowFault.NotANumber), new("EUR/GBP", RowFault.NotPositive)], day.Rejected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("Date,USD,\n2026-03-05,1.1618,4,\n")]
    [InlineData("Date,USD,\nMarch,1.1618,\n")]
    public void What_is_no_such_file_is_unreadable(string text)
    {
        var failure = Assert.Throws<ProviderException>(() => EcbCsv.Read(new StringReader(text), Source).ToList());

        Assert.Equal(ProviderFailureKind.Unreadable, failure.Kind);
    }

    private static decimal Value(EcbDay day, string code) => day.Quotes.Single(quote => quote.Pair.Quote.Code == code).Mid;
}
