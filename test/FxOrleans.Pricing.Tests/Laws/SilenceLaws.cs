using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>What time alone does to a price: it turns stale where it stands.</summary>
public sealed class SilenceLaws
{
    [Fact]
    public void ThatTimeAloneMovesAPriceOnlyToAFreshOne()
    {
        for (var seed = 1UL; seed <= 3000; seed++)
        {
            var random = new Randomness(seed);
            var market = new Market();
            QuoteSource[] sources =
            [
                Given.Live("A"), Given.Live("B"), Given.Live("C"), Given.Periodic("P"), Given.Fixing("F"), Given.Fixing("G"),
                Given.Simulated("S"), Given.Live("D") with { Group = "A" },
            ];
            for (var step = 0; step < 30; step++)
            {
                for (var many = random.Below(4); many > 0; many--)
                {
                    var source = sources[random.Below(sources.Length)];
                    var wrong = random.Below(8) == 0 ? 10 : random.Below(8) == 0 ? 0.9m : 1;
                    var at = source.Kind == SourceKind.Fixing ? Given.Today.AddDays(-random.Below(9)) : market.Time.GetUtcNow().AddSeconds(-random.Below(20));
                    market.Says(source, Math.Round(0.88m * (1 + (0.002m * (decimal)random.Signed())), 5) * wrong, at);
                }

                for (var waits = random.Below(12); waits > 0 && market.Decider.HasPrice; waits--)
                {
                    var before = market.Price;
                    if (market.Wait(random.Below(3) == 0 ? 400_000 * random.Unit() * random.Unit() : 3 * random.Unit()))
                    {
                        var stays = before with { Quorate = false, Sequence = market.Price.Sequence };
                        Assert.True(market.Status != PriceStatus.Stale || market.Price == stays, $"seed {seed}, step {step}: {market.Price} after {before}");
                    }
                }
            }
        }
    }

    [Fact]
    public void WhoFellSilentFirstDoesNotComeBackWhenTheLastOneDoes()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.880m);
        market.Wait(6);
        market.Says(Given.Live("B"), 0.884m);
        market.Wait(5);
        var alone = market.Price;
        Assert.Equal((0.884m, 1, PriceStatus.Indicative), (alone.Mid, alone.Sources, market.Status));

        for (var i = 1; i < 100; i++)
        {
            Assert.False(market.Wait(i));
        }

        Assert.Equal((alone, PriceStatus.Stale), (market.Price, market.Status));
        Assert.Equal((true, false), (market.Explained("B").Kept, market.Explained("A").Kept));
        Assert.Equal("stale", market.Explained("A").Reason);
    }

    [Fact]
    public void WhoSpeaksAgainCountsAgain()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.880m);
        market.Wait(6);
        market.Says(Given.Live("B"), 0.884m);
        market.Wait(60);
        market.Says(Given.Live("A"), 0.886m, market.Time.GetUtcNow().AddSeconds(-55));

        Assert.Equal((0.885m, 2, PriceStatus.Stale), (market.Price.Mid, market.Price.Sources, market.Status));
    }
}
