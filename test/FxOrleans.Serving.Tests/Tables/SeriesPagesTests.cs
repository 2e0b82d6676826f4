using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary>Series of more rows than one answer has.</summary>
public sealed class SeriesPagesTests
{
    private const string Whole = "/rates/series?base=EUR&symbols=PLN,SEK,CHF&from=2001-01-01&to=2026-02-28&fill=previous";

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap_and_none_has_more_than_10000_rows()
    {
        await using var host = await SeriesHost.StartAsync(Bank());
        var (dates, path, pages) = (new List<string>(), (string?)Whole, 0);

        for (; path is not null && pages < 10; pages++)
        {
            var reply = await host.GetAsync(path);
            var rows = reply.Json.GetProperty("series").EnumerateObject().SelectMany(series => series.Value.EnumerateArray().Select(row => $"{series.Name} {row.GetProperty("date")}")).ToList();
            Assert.InRange(rows.Count, 1, 10_000);
            dates.AddRange(rows);
            path = reply.Json.GetProperty("next").GetString();
            Assert.Equal(path is null ? null : $"<{path}>; rel=\"next\"", reply.Headers.GetValueOrDefault("Link"));
        }

        Assert.Equal(3, pages);
        var days = new DateOnly(2026, 2, 28).DayNumber - new DateOnly(2001, 1, 1).DayNumber + 1;
        Assert.Equal(3 * days, dates.Count);
        Assert.Equal(dates.Count, dates.Distinct().Count());
    }

    [Fact]
    public async Task In_csv_the_rest_is_a_link_in_the_header()
    {
        await using var host = await SeriesHost.StartAsync(Bank());

        var csv = await host.GetAsync($"{Whole}&format=csv");

        Assert.InRange(CsvReader.Read(csv.Body).Count, 9_000, 10_001);
        var next = csv.Headers["Link"].Split('<', '>')[1];
        Assert.Equal("text/csv; charset=utf-8", (await host.GetAsync(next)).ContentType);
        Assert.StartsWith("/rates/series?base=EUR&symbols=PLN,SEK,CHF&from=20", next, StringComparison.Ordinal);
        Assert.EndsWith("&to=2026-02-28&group=day&aggregate=close&fill=previous&format=csv", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_ends_with_a_whole_group()
    {
        await using var host = await SeriesHost.StartAsync(Bank());
        var symbols = string.Join(',', AssetCatalog.All.Where(asset => asset.Class == AssetClass.Currency && asset.Code is not ("EUR" or "PLN")).Take(39).Select(asset => asset.Code).Append("PLN"));
        var (rows, path) = (new List<(string Date, int Days)>(), (string?)$"/rates/series?base=EUR&symbols={symbols}&from=2001-02-10&to=2026-02-28&group=month");

        while (path is not null)
        {
            var json = (await host.GetAsync(path)).Json;
            rows.AddRange(json.GetProperty("series").GetProperty("PLN").EnumerateArray().Select(row => (row.GetProperty("date").GetString()!, row.GetProperty("observations").GetInt32())));
            path = json.GetProperty("next").GetString();
        }

        Assert.Equal(rows.Select(row => row.Date).Distinct(), rows.Select(row => row.Date));
        Assert.Equal(19, rows[0].Days); // From the 10th on.
        Assert.All(rows.Skip(1), row => Assert.Equal(DateTime.DaysInMonth(int.Parse(row.Date[..4]), int.Parse(row.Date[5..7])), row.Days));
        Assert.Equal(301, rows.Count);
    }

    [Fact]
    public async Task A_first_page_that_would_have_no_row_is_passed_over()
    {
        await using var host = await SeriesHost.StartAsync(new FakePast("Bank") { Bars = [new HistoryBar(Given.Today.AddDays(-1), 4, 4, 4, 4, 0)] });

        var json = (await host.GetAsync("/rates/series?base=EUR&symbols=PLN,SEK,CHF&from=1980-01-01")).Json;

        Assert.Equal(1, json.GetProperty("series").GetProperty("PLN").GetArrayLength());
        Assert.Equal(("1980-01-01", JsonValueKind.Null), (json.GetProperty("from").GetString(), json.GetProperty("next").ValueKind));
    }

    // Every day since 1999.
    private static FakePast Bank() => new("Bank")
    {
        Bars = [.. Enumerable.Range(0, 9_922).Select(day => new HistoryBar(new DateTimeOffset(1999, 1, 4, 0, 0, 0, TimeSpan.Zero).AddDays(day), 4, 4, 4, 4 + (day / 10_000m), 0))],
    };
}
