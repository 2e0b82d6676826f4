using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Pricing.Tests.Receipts;

/// <summary>The evidence of a decision gives its digits.</summary>
public sealed class RecomputationTests
{
    private const int Markets = 2_000;

    [Fact]
    public void Every_published_price_is_computed_again_from_its_record()
    {
        var (all, rests, wrong) = (0, 0, new List<string>());
        for (var seed = 1UL; seed <= Markets; seed++)
        {
            EvidenceMarket.Run(Given.Pair("USD/EUR"), 0.88, seed, leg =>
            {
                (all, rests) = (all + 1, rests + (leg.RestsOn is null ? 0 : 1));
                if (Recomputation.Difference(PriceEvidence.Of([leg])!) is { } difference)
                {
                    wrong.Add($"seed {seed}, sequence {leg.Record.Price!.Value.Sequence}: {difference}");
                }
            });
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {all}:\n{string.Join('\n', wrong.Take(60))}");
        Assert.True(all > Markets * 5 && rests > Markets / 20, $"{all} prices, {rests} of which rest on another");
    }

    [Fact]
    public void What_a_decision_rests_on_has_its_digits_and_comes_before_it()
    {
        LegEvidence? found = null;
        for (var seed = 1UL; found is null; seed++)
        {
            EvidenceMarket.Run(Given.Pair("USD/EUR"), 0.88, seed, leg => found ??= leg.RestsOn is null ? null : leg);
        }

        var earlier = found.RestsOn!;
        Assert.True(LegEvidence.MayRestOn(found.Record, earlier));
        Assert.False(LegEvidence.MayRestOn(found.Record, earlier with { At = found.Record.At.AddSeconds(1) }));
        Assert.False(LegEvidence.MayRestOn(found.Record, earlier with { Price = earlier.Price!.Value with { Mid = earlier.Price.Value.Mid * 2 } }));
        Assert.False(LegEvidence.MayRestOn(found.Record, earlier with { Price = earlier.Price.Value with { Sequence = found.Record.Price!.Value.Sequence } }));
        Assert.False(LegEvidence.MayRestOn(found.Record, earlier with { Quotes = [] }));
    }
}
