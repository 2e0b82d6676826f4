using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Whoever has nothing but the answer of <c>GET /rate/explain</c> computes the very price from it.</summary>
public sealed class ByHandTests
{
    private const int Markets = 60;
    private static readonly CurrencyPair UsdEur = Given.Pair("USD/EUR");
    private static readonly CurrencyPair UsdJpy = Given.Pair("USD/JPY");
    private static readonly CurrencyPair EurIsk = Given.Pair("EUR/ISK");

    private ServingHost _host = null!;

    [Theory]
    [InlineData("from=USD&to=EUR")]
    [InlineData("from=EUR&to=USD")]
    public async Task A_price_is_computed_again_from_its_explanation(string query)
    {
        await using var host = _host = await ServingHost.StartAsync();
        for (var seed = 1UL; seed <= Markets; seed++)
        {
            var record = Decide(UsdEur, 0.88, seed);
            var json = (await host.GetAsync($"/rate/explain?{query}&sequence={record.Price!.Value.Sequence}&epoch={record.Price.Value.Epoch}")).Json;

            var byHand = Check(json, seed);
            var price = json.GetProperty("price").GetDecimal();
            Assert.Equal(query.StartsWith("from=USD", StringComparison.Ordinal) ? byHand.Mid : ByHand.Significant(1 / byHand.Mid, 15), price);
            byHand.CheckVoters();
            var consensus = json.GetProperty("consensus");
            Assert.Equal(byHand.Scale, consensus.GetProperty("scale").GetDouble(), 12);
            Assert.Equal(byHand.Threshold, consensus.GetProperty("threshold").GetDouble(), 12);
        }
    }

    [Theory]
    [InlineData("from=USD&to=EUR", false)]
    [InlineData("from=EUR&to=USD", false)]
    [InlineData("from=USD&to=EUR", true)]
    public async Task So_is_the_latest_whatever_was_decided_since_without_changing_it(string query, bool fixings)
    {
        await using var host = _host = await ServingHost.StartAsync();
        for (var seed = 1UL; seed <= Markets; seed++)
        {
            Decide(UsdEur, 0.88, seed, fixings);
            var json = (await host.GetAsync($"/rate/explain?{query}")).Json;

            var byHand = Check(json, seed);
            var inverted = query.StartsWith("from=EUR", StringComparison.Ordinal);
            Assert.Equal(inverted ? ByHand.Significant(1 / byHand.Mid, 15) : byHand.Mid, json.GetProperty("price").GetDecimal());
            Assert.Equal(inverted ? ByHand.Significant(1 / byHand.Ask, 15) : byHand.Bid, json.GetProperty("bid").GetDecimal());
            Assert.Equal(inverted ? ByHand.Significant(1 / byHand.Bid, 15) : byHand.Ask, json.GetProperty("ask").GetDecimal());
        }
    }

    [Theory]
    [InlineData("from=EUR&to=JPY", "USD")]
    [InlineData("from=JPY&to=EUR", "USD")]
    [InlineData("from=ISK&to=JPY", "EUR,USD")]
    [InlineData("from=JPY&to=ISK", "USD,EUR")]
    public async Task A_cross_is_computed_again_from_its_legs(string query, string via)
    {
        await using var host = _host = await ServingHost.StartAsync();
        for (var seed = 1UL; seed <= Markets; seed++)
        {
            Decide(UsdEur, 0.88, seed);
            Decide(UsdJpy, 157, seed + 1000);
            Decide(EurIsk, 143, seed + 2000);
            var json = (await host.GetAsync($"/rate/explain?{query}")).Json;

            Assert.Equal(via, string.Join(',', json.GetProperty("via").EnumerateArray().Select(bridge => bridge.GetString())));
            var legs = json.GetProperty("legs").EnumerateArray()
                .Select(leg => (Check(leg, seed, json), leg.GetProperty("market").GetProperty("inverted").GetBoolean()))
                .ToList();
            var (mid, bid, ask, confidence) = ByHand.Cross(legs);
            Assert.Equal(
                (seed, mid, bid, ask, confidence),
                (seed, Of("price"), Of("bid"), Of("ask"), Of("confidence")));

            decimal Of(string name) => json.GetProperty(name).GetDecimal();
        }
    }

    private static ByHand Check(JsonElement json, ulong seed, JsonElement? whole = null)
    {
        var byHand = new ByHand(json);
        var market = json.GetProperty("market");
        Assert.Equal(
            (seed, byHand.Mid, byHand.Bid, byHand.Ask, byHand.Confidence),
            (seed, Of("price"), Of("bid"), Of("ask"), Of("confidence")));
        Assert.Equal(byHand.Sources, json.GetProperty("sources").GetInt32());
        Assert.Equal(JsonValueKind.Object, (whole ?? json).GetProperty("policy").ValueKind);
        return byHand;

        decimal Of(string name) => market.GetProperty(name).GetDecimal();
    }

    /// <summary>
    /// A market of three to nine sources, one of them wrong and two copying one another, decided and put on the board, and decided once
    /// more without a change. Gives the record of its price.
    /// </summary>
    private Explanation Decide(CurrencyPair pair, double truth, ulong seed, bool fixings = false)
    {
        var random = new Randomness(seed);
        var sources = Enumerable.Range(0, 3 + random.Below(7))
            .Select(i => (fixings ? new QuoteSource($"S{i}", SourceKind.Fixing) : Given.Live($"S{i}")) with { Group = i is 1 or 2 ? "Copies" : $"S{i}", Weight = random.Below(3) == 0 ? 0.7 : 1 })
            .ToArray();
        var decider = new PairPrice(pair, new PricingPolicy(), 2_000 + (long)seed);
        var now = new ClockReading(Given.Now.AddSeconds(-20), TimeSpan.Zero);
        for (var i = 0; i < 40; i++)
        {
            now = new ClockReading(now.Wall.AddMilliseconds(500), now.Monotonic + TimeSpan.FromMilliseconds(500));
            var source = random.Below(sources.Length);
            var mid = Math.Round((decimal)(truth * (1 + (0.0008 * random.Signed()))), 3 + random.Below(6)) * (source == 4 ? 10 : 1);
            var half = Math.Round(mid * 0.0001m * random.Below(3), 6);
            var timestamp = fixings ? Given.Today.AddDays(-random.Below(2)) : now.Wall;
            decider.Apply(
                Pricing.Quote.TryCreate(sources[source], pair, mid - half, mid, mid + half, timestamp, out var quote, out _) ? quote : throw new InvalidOperationException(),
                now,
                out _);
        }

        var last = decider.Explain(decider.Sequence)!;
        now = new ClockReading(now.Wall.AddMilliseconds(700), now.Monotonic + TimeSpan.FromMilliseconds(700));
        decider.Reconsider(now);
        _host.Engine.Publish(decider.Current);
        _host.Engine.Explanations[pair] = decider.Explain(now);
        _host.Engine.Records[(pair, last.Price!.Value.Sequence)] = last;
        return last;
    }
}
