using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /rate/explain</c>: the quotes behind a price, in the direction asked for.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task A_direct_price_shows_its_quotes_and_the_policy()
    {
        await using var host = await StartAsync();

        var json = (await host.GetAsync("/rate/explain?from=USD&to=EUR")).Json;

        string[] fields = ["provider", "value", "timestamp", "age", "weight", "kept", "reason"];
        Assert.Equal(
            [
                ["\"A\"", "0.8", "\"2026-03-05T13:59:58Z\"", "2", "0.75", "true", "null"],
                ["\"B\"", "0.5", "\"2026-03-05T14:00:00Z\"", "0.25", "0", "false", "\"outlier\""],
            ],
            json.GetProperty("quotes").EnumerateArray().Select(quote => fields.Select(field => quote.GetProperty(field).GetRawText())));
        Assert.Equal(
            """{"centre":0.8,"scale":0.001,"threshold":0.005,"disputed":false,"doubt":0,"confirmed":false,"held":false,"deviation":0.0002,"freedom":2.5,"variance":0}""",
            json.GetProperty("consensus").GetRawText());
        Assert.Equal("[]", json.GetProperty("legs").GetRawText());
        Assert.Equal(3, json.GetProperty("policy").GetProperty("quorum").GetInt32());
        Assert.Equal(10, json.GetProperty("policy").GetProperty("maxAge").GetDouble());
    }

    [Fact]
    public async Task It_begins_with_the_price_itself()
    {
        await using var host = await StartAsync();

        var rate = await host.GetAsync("/rate?from=USD&to=EUR");
        var explained = await host.GetAsync("/rate/explain?from=USD&to=EUR");

        Assert.StartsWith(rate.Body[..^1] + ",\"quotes\":", explained.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inverse_shows_the_values_in_the_direction_asked_for()
    {
        await using var host = await StartAsync();

        var json = (await host.GetAsync("/rate/explain?from=EUR&to=USD")).Json;

        Assert.Equal([1.25m, 2m], json.GetProperty("quotes").EnumerateArray().Select(quote => quote.GetProperty("value").GetDecimal()));
        Assert.Equal("EUR", json.GetProperty("from").GetString());
        Assert.Equal(1.25m, json.GetProperty("consensus").GetProperty("centre").GetDecimal());
        var b = json.GetProperty("quotes")[1];
        Assert.Equal((2.5m, 0.6), (b.GetProperty("ask").GetDecimal(), b.GetProperty("deviation").GetDouble()));
    }

    [Fact]
    public async Task A_cross_shows_its_legs_as_they_are_walked()
    {
        await using var host = await StartAsync();

        var json = (await host.GetAsync("/rate/explain?from=EUR&to=JPY")).Json;

        Assert.Equal("[]", json.GetProperty("quotes").GetRawText());
        Assert.Equal(["EUR/USD", "USD/JPY"], WireRate.ReadAll(json.GetProperty("legs")).Select(leg => leg.Pair));
        var (first, second) = (json.GetProperty("legs")[0], json.GetProperty("legs")[1]);
        Assert.Equal([1.25m, 2m], first.GetProperty("quotes").EnumerateArray().Select(quote => quote.GetProperty("value").GetDecimal()));
        Assert.Equal(160m, second.GetProperty("price").GetDecimal());
        Assert.Equal(0, second.GetProperty("quotes").GetArrayLength());
        Assert.Equal(JsonValueKind.Object, json.GetProperty("policy").ValueKind);
    }

    [Fact]
    public async Task An_asset_in_itself_needs_no_explanation()
    {
        await using var host = await StartAsync();

        var json = (await host.GetAsync("/rate/explain?from=EUR&to=EUR")).Json;

        Assert.Equal(("[]", "[]"), (json.GetProperty("quotes").GetRawText(), json.GetProperty("legs").GetRawText()));
    }

    [Theory]
    [InlineData("/rate/explain", 400, "missing_parameter")]
    [InlineData("/rate/explain?from=USD&to=NOPE", 400, "invalid_currency")]
    [InlineData("/rate/explain?from=USD&to=KWD", 404, "no_price")]
    [InlineData("/rate/explain?from=USD&to=KWD&sequence=1", 404, "no_price")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=0", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=-1", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=1.5", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=latest", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=9007199254740992", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=99999999999999999999999", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=1&epoch=x", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&epoch=1000", 400, "invalid_sequence")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=1&sequence=2", 400, "invalid_query")]
    [InlineData("/rate/explain?from=USD&to=EUR&sequence=1&at=2026-03-01T00:00:00Z", 400, "invalid_query")]
    [InlineData("/rate/explain?from=USD&to=EUR&at=yesterday", 400, "invalid_query")]
    [InlineData("/rate/explain?from=USD&to=EUR&at=2026-03-01T00:00:00Z", 404, "not_kept")]
    public async Task What_is_wrong_is_said(string path, int status, string code)
    {
        await using var host = await StartAsync();

        (await host.GetAsync(path)).IsProblem(status, code);
    }

    [Fact]
    public async Task A_past_price_is_explained_by_its_number_in_either_direction()
    {
        await using var host = await StartAsync();
        var past = Given.Price("USD/EUR", 0.79m, Given.Now.AddMinutes(-1)) with { Epoch = 1_000, Sequence = 7 };
        host.Engine.Records[(past.Pair, 7)] = new Explanation(
            past.Pair, past, [new QuoteView("A", 0.79m, Given.Now.AddMinutes(-1), TimeSpan.FromSeconds(1), 1, true, null)], [], new PricingPolicy())
        {
            At = Given.Now.AddSeconds(-59),
        };

        var straight = (await host.GetAsync("/rate/explain?from=USD&to=EUR&sequence=7")).Json;
        var inverse = (await host.GetAsync("/rate/explain?from=EUR&to=USD&sequence=7&epoch=1000")).Json;

        Assert.Equal((0.79m, 7), (straight.GetProperty("price").GetDecimal(), straight.GetProperty("sequence").GetInt32()));
        Assert.Equal(("live", "2026-03-05T13:59:01Z"), (straight.GetProperty("status").GetString(), straight.GetProperty("at").GetString()));
        Assert.Equal(1, straight.GetProperty("quotes")[0].GetProperty("age").GetDouble());
        Assert.Equal(1.26582278481013m, inverse.GetProperty("price").GetDecimal());
        Assert.Equal(0.79m, inverse.GetProperty("quotes")[0].GetProperty("marketValue").GetDecimal());
    }

    [Theory]
    [InlineData("from=USD&to=EUR&sequence=3", "yet")]
    [InlineData("from=USD&to=EUR&sequence=1&epoch=999", "any more")]
    [InlineData("from=USD&to=EUR&sequence=1&epoch=1001", "any more")]
    [InlineData("from=EUR&to=JPY&sequence=1", "Its legs have records: USD/EUR, now at sequence 1 of epoch 1000, USD/JPY")]
    [InlineData("from=EUR&to=EUR&sequence=1", "asset in itself")]
    public async Task What_is_not_kept_is_said_to_be_so(string query, string why)
    {
        await using var host = await StartAsync();

        var answer = await host.GetAsync($"/rate/explain?{query}");

        answer.IsProblem(404, "not_kept");
        Assert.Contains(why, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_behind_the_engine_shows_what_explains_its_own_price()
    {
        await using var host = await StartAsync();
        var shown = Given.Price("USD/EUR", 0.8m) with { Epoch = 1_000, Sequence = 1 };
        var ahead = host.Engine.Explanations[shown.Pair];
        host.Engine.Explanations[shown.Pair] = ahead with { Price = shown with { Sequence = 2, Mid = 0.81m } };
        host.Engine.Records[(shown.Pair, 1)] = ahead with { Price = shown, Quotes = [ahead.Quotes[0]] };

        var json = (await host.GetAsync("/rate/explain?from=USD&to=EUR")).Json;

        Assert.Equal(0.8m, json.GetProperty("price").GetDecimal());
        Assert.Equal(1, json.GetProperty("quotes").GetArrayLength());
    }

    [Theory]
    [InlineData("from=USD&to=EUR", 1.16, "wrong_base")]
    [InlineData("from=EUR&to=USD", 1.16, "wrong_base")]
    [InlineData("from=USD&to=EUR", 1.20, "outlier")]
    public async Task An_outlier_that_is_another_bases_price_is_called_so(string query, double value, string reason)
    {
        await using var host = await StartAsync();
        host.Engine.Tick("GBP/EUR", 1.16m);
        var pair = Given.Pair("USD/EUR");
        var explanation = host.Engine.Explanations[pair];
        host.Engine.Explanations[pair] = explanation with { Quotes = [explanation.Quotes[0], explanation.Quotes[1] with { Value = (decimal)value }] };

        var json = (await host.GetAsync($"/rate/explain?{query}")).Json;

        Assert.Equal([null, reason], json.GetProperty("quotes").EnumerateArray().Select(quote => quote.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Sources_that_copy_one_another_show_their_group()
    {
        await using var host = await StartAsync();
        var pair = Given.Pair("USD/EUR");
        var explanation = host.Engine.Explanations[pair];
        host.Engine.Explanations[pair] = explanation with { Quotes = [explanation.Quotes[0], explanation.Quotes[0] with { Provider = "Copy", Group = "A" }] };

        var json = (await host.GetAsync("/rate/explain?from=USD&to=EUR")).Json;

        Assert.Equal(["A", "A"], json.GetProperty("quotes").EnumerateArray().Select(quote => quote.GetProperty("group").GetString()));
    }

    [Fact]
    public async Task What_the_engine_has_forgotten_comes_from_the_journal_by_its_number_or_its_time()
    {
        await using var host = await StartAsync(setup => setup.Services = services => services.AddSingleton<IDecisionArchive>(new Archive()));

        var numbered = (await host.GetAsync("/rate/explain?from=EUR&to=USD&sequence=3")).Json;
        var then = (await host.GetAsync("/rate/explain?from=USD&to=EUR&at=2026-03-01T00:00:00Z")).Json;

        Assert.Equal((1.26582278481013m, 3), (numbered.GetProperty("price").GetDecimal(), numbered.GetProperty("sequence").GetInt32()));
        Assert.Equal((0.79m, 5, "A"), (then.GetProperty("price").GetDecimal(), then.GetProperty("sequence").GetInt32(), then.GetProperty("quotes")[0].GetProperty("provider").GetString()));
        (await host.GetAsync("/rate/explain?from=USD&to=EUR&sequence=4")).IsProblem(404, "not_kept");
    }

    private sealed class Archive : IDecisionArchive
    {
        public ValueTask<Explanation?> FindAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel) => new(sequence == 3 ? Record(epoch, 3) : null);

        public ValueTask<Explanation?> FindAsync(CurrencyPair pair, DateTimeOffset at, CancellationToken cancel) => new(Record(900, 5));

        private static Explanation Record(long epoch, long sequence)
        {
            var past = Given.Price("USD/EUR", 0.79m, Given.Now.AddDays(-4)) with { Epoch = epoch, Sequence = sequence };
            return new Explanation(past.Pair, past, [new QuoteView("A", 0.79m, past.Timestamp, TimeSpan.Zero, 1, true, null)], [], new PricingPolicy()) { At = past.Timestamp };
        }
    }

    private static async Task<ServingHost> StartAsync(Action<HostSetup>? setup = null)
    {
        var host = await ServingHost.StartAsync(setup);
        var price = host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/JPY", 160m);
        host.Engine.Explanations[price.Pair] = new Explanation(
            price.Pair,
            price,
            [
                new QuoteView("A", 0.8m, Given.Now.AddSeconds(-2), TimeSpan.FromSeconds(2), 0.75, true, null) { Deviation = 0 },
                new QuoteView("B", 0.5m, Given.Now, TimeSpan.FromMilliseconds(250), 0, false, "outlier") { Bid = 0.4m, Ask = 0.6m, Quality = 0.25, Deviation = -0.375 },
            ],
            [],
            new PricingPolicy { Quorum = 3 }) { ConsensusDiagnostics = new ConsensusDiagnostics { Centre = 0.8, Scale = 0.001, Threshold = 0.005, Uncertainty = new Uncertainty(0.0002, 2.5, 0) } };
        return host;
    }
}
