using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>Worse evidence never makes a price firmer.</summary>
public sealed class UsageLaws
{
    private static readonly Gen<UsageLimits> AnyLimits =
        from sources in Gen.Choose(1, 4)
        from confidence in Gen.Choose(1, 100)
        from age in Gen.Choose(1, 100)
        from flags in Gen.Choose(0, 3)
        from hysteresis in Gen.Choose(0, 9)
        select new UsageLimits(sources, confidence, TimeSpan.FromSeconds(age), (flags & 1) == 1, (flags & 2) == 2, hysteresis / 10.0);

    private static readonly Gen<UsageEvidence> AnyEvidence =
        from kind in Gen.Elements(SourceKind.Live, SourceKind.Live, SourceKind.Periodic, SourceKind.Fixing)
        from sources in Gen.Choose(0, 6)
        from degraded in Gen.Choose(0, 6)
        from confidence in Gen.Choose(0, 120)
        from age in Gen.Choose(-5, 120)
        from flags in Gen.Choose(0, 63)
        select new UsageEvidence
        {
            Kind = kind,
            Sources = sources,
            Degraded = Math.Min(sources, degraded),
            Quorate = (flags & 1) == 0,
            Confidence = confidence,
            Wide = (flags & 2) != 0,
            Age = TimeSpan.FromSeconds(age),
            Stale = (flags & 4) != 0,
            Disputed = (flags & 8) != 0,
            PegBroken = (flags & 16) != 0,
            MarketOpen = (flags & 32) == 0,
        };

    // One thing about the evidence gets worse, by any amount.
    private static readonly Gen<Func<UsageEvidence, UsageEvidence>> AnyHarm = Gen.Choose(1, 40).SelectMany(by => Gen.Elements<Func<UsageEvidence, UsageEvidence>>(
        evidence => evidence with { Kind = (SourceKind)Math.Min(2, (int)evidence.Kind + by) },
        evidence => evidence with { Sources = Math.Max(0, evidence.Sources - by), Degraded = Math.Min(evidence.Degraded, Math.Max(0, evidence.Sources - by)) },
        evidence => evidence with { Degraded = Math.Min(evidence.Sources, evidence.Degraded + by) },
        evidence => evidence with { Confidence = evidence.Confidence + by },
        evidence => evidence with { Age = evidence.Age + TimeSpan.FromSeconds(by) },
        evidence => evidence with { Quorate = false },
        evidence => evidence with { Wide = true },
        evidence => evidence with { Stale = true },
        evidence => evidence with { Disputed = true },
        evidence => evidence with { PegBroken = true },
        evidence => evidence with { MarketOpen = false }));

    [Fact]
    public void Worse_evidence_never_makes_a_price_firmer() => Law.Holds(
        from limits in AnyLimits
        from evidence in AnyEvidence
        from harms in Gen.ListOf(AnyHarm)
        select (limits, evidence, harms),
        given =>
        {
            var (limits, before, harms) = given;
            foreach (var harm in harms)
            {
                var after = harm(before);
                var (was, now) = (UsageRule.Judge(before, limits), UsageRule.Judge(after, limits));
                Assert.True(now.Usage() <= was.Usage(), $"{was} became {now} by {before} becoming {after} under {limits}");
                before = after;
            }
        },
        cases: 3000);

    [Fact]
    public void One_liar_of_three_never_makes_a_wrong_price_firm() => Law.Holds(
        from lie in Gen.Choose(1, 300_000)
        from liar in Gen.Choose(0, 2)
        from rounds in Gen.Choose(1, 6)
        from noise in Gen.ListOf(Gen.Choose(-20, 20), 18)
        select (lie, liar, rounds, noise),
        given =>
        {
            var market = new Market("EUR/USD");
            for (var round = 0; round < given.rounds; round++)
            {
                for (var source = 0; source < 3; source++)
                {
                    var honest = 1.16m + (given.noise[(round * 3) + source] / 1_000_000m);
                    market.Says(Given.Live($"S{source}"), source == given.liar ? given.lie / 100_000m : honest);
                    var isRight = Math.Abs(market.Price.Mid - 1.16m) <= 0.00002m;
                    Assert.True(
                        isRight || market.Price.Sources < 2 || UsageRule.Judge(market.Price, new PricingPolicy(), market.Time.GetUtcNow()).Usage() != PriceUsage.Firm
                            || Math.Abs((given.lie / 100_000m / 1.16m) - 1) <= 0.01m,
                        $"{market.Price.Mid} is firm beside a lie of {given.lie / 100_000m}.");
                }

                market.Wait(1);
            }
        },
        cases: 1500);

    [Fact]
    public void Stricter_limits_never_make_a_price_firmer() => Law.Holds(
        from limits in AnyLimits from evidence in AnyEvidence from more in Gen.Choose(0, 10) select (limits, evidence, more),
        given =>
        {
            var (limits, evidence, more) = given;
            var stricter = limits with { Sources = limits.Sources + more, MaxConfidence = limits.MaxConfidence / (1 + more), Fixings = false, ClosedMarkets = false };

            Assert.True(UsageRule.Judge(evidence, stricter).Usage() <= UsageRule.Judge(evidence, limits).Usage());
        },
        cases: 2000);

    [Fact]
    public void A_price_is_firm_exactly_when_there_is_no_reason_and_every_reason_is_explained() => Law.Holds(
        from kind in Gen.Elements(Enum.GetValues<SourceKind>())
        from sources in Gen.Choose(0, 4)
        from age in Gen.Choose(0, 20)
        from confidence in Gen.Choose(0, 60)
        from flags in Gen.Choose(0, 31)
        select Given.Price("EUR/USD", 1m, Given.Now.AddSeconds(-age)) with
        {
            Kind = kind,
            Sources = sources,
            Quorate = (flags & 1) == 0,
            Confidence = confidence / 10_000m,
            FreshUntil = Given.Now.AddSeconds((flags & 2) == 0 ? 1 : -1),
            Disputed = (flags & 4) != 0,
            Wide = (flags & 8) != 0,
            PegBroken = (flags & 16) != 0,
        },
        price =>
        {
            var policy = new PricingPolicy();
            var reasons = UsageRule.Judge(price, policy, Given.Now);

            Assert.Equal(reasons == UsageReason.None, reasons.Usage() == PriceUsage.Firm);
            Assert.Equal(reasons.Codes(), UsageRule.Explain(price, policy, Given.Now).Select(finding => finding.Code));
            Assert.True(reasons.Usage() != PriceUsage.Firm || price.StatusAt(Given.Now, policy.MaxAge) == PriceStatus.Live);
        },
        cases: 2000);
}
