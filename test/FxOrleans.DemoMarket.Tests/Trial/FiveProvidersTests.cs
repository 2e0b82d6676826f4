using FxOrleans.Pricing;
using Xunit.Abstractions;

namespace FxOrleans.DemoMarket.Tests.Trial;

/// <summary>
/// Five providers of the demo market, two of which misbehave in turn in every way that it knows: the price stays within what honest ones
/// say, the explanation names who is wrong and how, and who has recovered counts again.
/// </summary>
public sealed class FiveProvidersTests(ITestOutputHelper output)
{
    private const int Misbehaves = 12;
    private const int Recovers = 4;
    private static readonly string[] Live = ["OneFrame", "Finnhub"];
    private static readonly string[] Two = [.. Live, "CurrencyApi", "Ecb", "Frankfurter"];
    private static readonly string[] One = ["Finnhub", "CurrencyApi", "Ecb", "Frankfurter", "OpenErApi"];

    [Theory]
    [InlineData(true, "OneFrame", "Finnhub")]
    [InlineData(true, "OneFrame", "CurrencyApi")]
    [InlineData(true, "Ecb", "Frankfurter")]
    [InlineData(false, "Finnhub", "Ecb")]
    [InlineData(false, "CurrencyApi", "OpenErApi")]
    public async Task The_price_stays_honest_and_the_culprits_are_named(bool two, string first, string second)
    {
        await using var market = await FiveProviders.StartAsync("USD/EUR", two ? Two : One);
        for (var i = 0; i < 12; i++)
        {
            await market.StepAsync();
        }

        for (var i = 0; i < Way.All.Count; i++)
        {
            foreach (var (ours, other) in new[] { (Way.All[i], Way.All[i]), (Way.All[i], Way.All[(i + 7) % Way.All.Count]) })
            {
                await TryAsync(market, first, ours, second, other);
            }
        }

        output.WriteLine($"{market.Price.Sequence} prices, the last {market.Price.Current.Mid} within {market.HonestRange}");
    }

    private static async Task TryAsync(FiveProviders market, string first, Way ours, string second, Way other)
    {
        var what = $"{first} {ours}, {second} {other}";
        ours.Set(market.Misbehaviour, first);
        other.Set(market.Misbehaviour, second);
        for (var second_ = 0; second_ < Misbehaves; second_++)
        {
            await StepAsync(market, $"{what}, second {second_}");
        }

        Check(market, first, ours, what);
        Check(market, second, other, what);

        market.Misbehaviour.Set(first, MisbehaviourMode.Honest);
        market.Misbehaviour.Set(second, MisbehaviourMode.Honest);
        for (var i = 0; i < Recovers; i++)
        {
            await StepAsync(market, $"{what}, then honest, second {i}");
        }

        foreach (var name in new[] { first, second })
        {
            Assert.Equal((what, name, Live.Contains(name) ? null : "superseded"), (what, name, market.Explained(name).Reason));
            Assert.Equal((what, name, "ok"), (what, name, market.Status(name).State));
        }
    }

    private static async Task StepAsync(FiveProviders market, string what)
    {
        await market.StepAsync();
        var (low, high) = market.HonestRange;
        Assert.True(
            market.Price.Current.Mid >= low && market.Price.Current.Mid <= high,
            $"{what}: {market.Price.Current.Mid} is outside of {low} to {high}; {market.Price.Explain(market.Now).ConsensusDiagnostics}");
    }

    private static void Check(FiveProviders market, string name, Way way, string what)
    {
        var quote = market.Explained(name);
        if (way.IsLie)
        {
            // A fixing that only stands back is named where no market could have made its value.
            var reason = Live.Contains(name) || way.Reason != "outlier" ? way.Reason : "superseded";
            Assert.False(quote.Kept, $"{what}: {name} is kept");
            Assert.True(quote.Reason == reason || quote.Reason == "outlier", $"{what}: {name} is called {quote.Reason}, not {reason}");
        }
        else if (way.IsSilence)
        {
            Assert.NotEqual((what, name, "ok"), (what, name, market.Status(name).State));
            Assert.True(!Live.Contains(name) || quote.Reason == "stale", $"{what}: {name} is called {quote.Reason}, not stale");
        }
    }
}
