using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary><c>format=json|csv|ndjson</c> on every table.</summary>
public sealed class TableFormTests
{
    private const string Series = "/rates/series?base=BTC&symbols=USD&from=2026-03-05";

    public static TheoryData<string, string> Tables => new()
    {
        { "/rates/latest?base=BTC", "from,to,price,timestamp,bid,ask,confidence,status,sources,simulated,epoch,sequence" },
        { "/currencies", "code,number,name,minorUnits,class,dead,lastDay" },
        { "/providers", "name,state,kind,simulated,lastSuccess,newestQuote,lag,outlierRate,accepted,rejected,answers,quotaLeft,attribution,since" },
        { "/api/v1/prices/BTC/history?period=1d", "timestamp,price,simulated" },
        { "/api/v1/prices/BTC/ohlcv?period=1d", "time,open,high,low,close,volume,simulated" },
        { Series, "base,symbol,date,rate,observations,carried,carried_from,source,provider,simulated" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Every_table_comes_in_every_form_with_a_tag_of_its_own(string path, string header)
    {
        await using var host = await StartAsync();
        Reply[] forms = [await AskAsync("json"), await AskAsync("csv"), await AskAsync("ndjson")];

        Assert.Equal(["application/json", "text/csv; charset=utf-8", "application/x-ndjson"], forms.Select(form => form.ContentType));
        Assert.Equal(3, forms.Select(form => form.ETag).Distinct().Count());
        Assert.Equal((await host.GetAsync(path)).Body, forms[0].Body);
        var csv = CsvReader.Read(forms[1].Body);
        Assert.Superset(header.Split(',').ToHashSet(), csv[0].ToHashSet());
        Assert.StartsWith(header.Split(',')[0], string.Join(',', csv[0]), StringComparison.Ordinal);
        var lines = forms[2].Body.Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(csv.Count, lines.Length);
        for (var i = 1; i < csv.Count; i++)
        {
            var row = JsonDocument.Parse(lines[i - 1]).RootElement;
            Assert.All(csv[0].Zip(csv[i]), cell => Assert.Equal(Text(row, cell.First), cell.Second));
        }

        async Task<Reply> AskAsync(string form)
        {
            var url = $"{path}{(path.Contains('?') ? '&' : '?')}format={form}";
            var reply = await host.GetAsync(url, ("Accept", form == "json" ? "text/csv" : "application/json"));
            Assert.Equal(200, reply.Status);
            Assert.Contains("Accept", reply.Headers["Vary"], StringComparison.Ordinal);
            Assert.Equal(304, (await host.GetAsync(url, ("If-None-Match", reply.ETag))).Status);
            var head = await host.SendAsync(HttpMethod.Head, url);
            Assert.Equal((200, reply.ETag, 0), (head.Status, head.ETag, head.Bytes.Length));
            return reply;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Another_format_is_400(string path, string header)
    {
        _ = header;
        await using var host = await StartAsync();
        var join = path.Contains('?') ? '&' : '?';

        (await host.GetAsync($"{path}{join}format=xml", ("Accept", "text/csv"))).IsProblem(400, "invalid_format");
        (await host.GetAsync($"{path}{join}format=")).IsProblem(400, "invalid_format");
        (await host.GetAsync($"{path}{join}format=csv&format=json")).IsProblem(400, "invalid_format");
        Assert.Equal("application/x-ndjson", (await host.GetAsync(path, ("Accept", "application/x-ndjson, application/json;q=0.9"))).ContentType);
        Assert.Equal("application/json", (await host.GetAsync(path, ("Accept", "text/html, */*;q=0.8"))).ContentType);
    }

    [Fact]
    public async Task Whatever_a_cell_holds_it_is_read_back_and_no_spreadsheet_calculates_it()
    {
        await using var host = await ServingHost.StartAsync();
        var words = Gen.Elements("=1+1", "+", "-2", "@SUM(A1)", "a,b", "\"", "\r\n", "\t=1", " =1", ";=1", "\uFF1D1", "", "x", "Ä€", "'", "1E5").ArrayOf().Select(parts => string.Concat(parts));
        var cases = from name in words from terms in words from lag in Gen.Choose(-12, 12) from digits in Gen.Choose(1, 99_999) select (Name: name, Terms: terms, Lag: digits * Math.Pow(10, lag));
        foreach (var given in cases.Sample(200))
        {
            host.Engine.Providers.Clear();
            host.Engine.Providers.Add(new ProviderStatus
            {
                Name = given.Name,
                State = "ok",
                Kind = "live",
                Lag = given.Lag,
                Attribution = given.Terms,
                Failures = new Dictionary<string, long>(),
                Rejections = new Dictionary<string, long>(),
            });

            var csv = CsvReader.Read((await host.GetAsync("/providers?format=csv")).Body);
            var cells = csv[0].Zip(csv[1]).ToDictionary(cell => cell.First, cell => cell.Second);
            foreach (var (text, cell) in new[] { (given.Name, cells["name"]), (given.Terms, cells["attribution"]) })
            {
                Assert.True(cell == text || cell == $"'{text}", cell);
                Assert.DoesNotContain(cell.TrimStart().Take(1), first => "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(first));
                Assert.DoesNotContain(cell.Take(1), first => first is '\t' or '\r' or '\n');
            }

            Assert.DoesNotContain("E", cells["lag"], StringComparison.OrdinalIgnoreCase);
            Assert.Equal(given.Lag, double.Parse(cells["lag"], CultureInfo.InvariantCulture));
        }
    }

    private static async Task<ServingHost> StartAsync()
    {
        var host = await PastHost.StartAsync(new FakePast { Bars = [new HistoryBar(Given.Today, 100, 102, 99, 101, 7)] });
        host.Engine.Providers.Add(new ProviderMeter(new FakeProvider(Given.Live("Polled")), new FakeTime()).Status());
        return host;
    }

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString()
        : "";
}
