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

    [Fact]
    public async Task A_cross_is_computed_again_from_its_legs()
    {
        await using var host = _host = await ServingHost.StartAsync();
        for (var seed = 1UL; seed <= Markets; seed++)
        {
            Decide(UsdEur, 0.88, seed);
            Decide(UsdJpy, 157, seed + 1000);
            var json = (await host.GetAsync("/rate/explain?from=EUR&to=JPY")).Json;

            var legs = json.GetProperty("legs").EnumerateArray().ToList();
            var (euro, yen) = (Check(legs[0], seed, json), Check(legs[1], seed, json));
            Assert.Equal(ByHand.Significant(yen.Mid / euro.Mid, 15), json.GetProperty("price").GetDecimal());
            Assert.Equal(ByHand.Significant(yen.Bid / euro.Ask, 15), json.GetProperty("bid").GetDecimal());
            Assert.Equal(ByHand.Significant(yen.Ask / euro.Bid, 15), json.GetProperty("ask").GetDecimal());
            var relative = Math.Sqrt(Square((double)euro.Confidence / (double)euro.Mid) + Square((double)yen.Confidence / (double)yen.Mid));
            Assert.Equal(ByHand.Significant(json.GetProperty("price").GetDecimal() * (decimal)relative, 4), json.GetProperty("confidence").GetDecimal());
        }
    }

    private static double Square(double value) => value * value;

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

    /// <summary>A market of three to nine sources, one of them wrong and two copying one another, decided and put on the board.</summary>
    private Explanation Decide(CurrencyPair pair, double truth, ulong seed)
    {
        var random = new Randomness(seed);
        var sources = Enumerable.Range(0, 3 + random.Below(7))
            .Select(i => Given.Live($"S{i}") with { Group = i is 1 or 2 ? "Copies" : $"S{i}", Weight = random.Below(3) == 0 ? 0.7 : 1 })
            .ToArray();
        var decider = new PairPrice(pair, new PricingPolicy(), 2_000 + (long)seed);
        var now = new Moment(Given.Now.AddSeconds(-20), TimeSpan.Zero);
        for (var i = 0; i < 40; i++)
        {
            now = new Moment(now.Wall.AddMilliseconds(500), now.Monotonic + TimeSpan.FromMilliseconds(500));
            var source = random.Below(sources.Length);
            var mid = Math.Round((decimal)(truth * (1 + (0.0008 * random.Signed()))), 3 + random.Below(6)) * (source == 4 ? 10 : 1);
            var half = Math.Round(mid * 0.0001m * random.Below(3), 6);
            decider.Apply(
                Pricing.Quote.TryCreate(sources[source], pair, mid - half, mid, mid + half, now.Wall, out var quote, out _) ? quote : throw new InvalidOperationException(),
                now,
                out _);
        }

        var last = decider.Explain(decider.Sequence)!;
        var explained = decider.Explain(now);
        _host.Engine.Publish(decider.Current);
        _host.Engine.Explanations[pair] = last with { At = explained.At };
        _host.Engine.Records[(pair, decider.Sequence)] = last;
        return last;
    }
}
