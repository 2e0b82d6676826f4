using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

/// <summary>What makes a price firm, indicative or refused.</summary>
public sealed class UsageTests
{
    private static readonly PricingPolicy Policy = new();
    private static readonly Price Firm = Given.Price("EUR/USD", 1m);

    // A Sunday noon in New York's winter.
    private static readonly DateTimeOffset Weekend = new(2026, 3, 1, 17, 0, 0, TimeSpan.Zero);

    private static readonly (string Codes, PriceUsage Usage, Price Price)[] Evidence =
    [
        ("", PriceUsage.Firm, Firm),
        ("too_few_sources", PriceUsage.Indicative, Firm with { Sources = 1, Quorate = false }),
        ("fixing_only", PriceUsage.Indicative, Firm with { Kind = SourceKind.Fixing, FreshUntil = Given.Now.AddHours(1) }),
        ("fixing_only", PriceUsage.Indicative, Firm with { Kind = SourceKind.Periodic, FreshUntil = Given.Now.AddHours(1) }),
        ("wide_confidence", PriceUsage.Indicative, Firm with { Confidence = 0.0021m }),
        ("provider_degraded", PriceUsage.Indicative, Firm with { Degraded = 1 }),
        ("", PriceUsage.Firm, Firm with { Sources = 3, Degraded = 1 }),
        ("stale", PriceUsage.Refuse, Firm with { Timestamp = Given.Now.AddSeconds(-11) }),
        ("disputed", PriceUsage.Refuse, Firm with { Disputed = true }),
        ("peg_broken", PriceUsage.Refuse, Firm with { PegBroken = true }),
        ("too_few_sources,stale", PriceUsage.Refuse, Firm with { Sources = 1, Timestamp = Given.Now.AddMinutes(-1) }),
    ];

    [Fact]
    public void Each_kind_of_evidence_has_its_reason() => Assert.All(Evidence, given =>
    {
        var reasons = UsageRule.Judge(given.Price, Policy, Given.Now);

        Assert.Equal((given.Codes, given.Usage), (string.Join(',', reasons.Codes()), reasons.Usage()));
    });

    [Theory]
    [InlineData("EUR/USD", false, UsageReason.MarketClosed)]
    [InlineData("XAU/USD", false, UsageReason.MarketClosed)]
    [InlineData("BTC/USD", false, UsageReason.None)]
    [InlineData("EUR/USD", true, UsageReason.None)]
    public void A_closed_market_is_a_reason_but_never_of_a_made_up_price(string pair, bool simulated, UsageReason reason) =>
        Assert.Equal(reason, UsageRule.Judge(Given.Price(pair, 1m, Weekend) with { Simulated = simulated }, Policy, Weekend));

    [Theory]
    [InlineData("EUR/USD", 20)]
    [InlineData("XAU/EUR", 40)]
    [InlineData("AAPL/USD", 40)]
    [InlineData("BTC/USD", 80)]
    [InlineData("USD/NGN", 5)]
    public void How_sure_a_firm_price_must_be_depends_on_the_class_and_the_pair(string pair, int basisPoints)
    {
        var policy = Policy with { Usage = new UsagePolicy { Pairs = new() { ["NGN/USD"] = new() { MaxConfidence = 5 } } } };
        var edge = Given.Price(pair, 1m, Given.Now.AddHours(1)) with { Confidence = basisPoints / 10_000m };

        Assert.Equal(UsageReason.None, UsageRule.Judge(edge, policy, Given.Now.AddHours(1)));
        Assert.Equal(UsageReason.WideConfidence, UsageRule.Judge(edge with { Confidence = edge.Confidence * 1.01m }, policy, Given.Now.AddHours(1)));
    }

    [Fact]
    public void A_pair_may_have_limits_of_its_own()
    {
        var policy = Policy with
        {
            Usage = new UsagePolicy { Pairs = new() { ["USD-NGN"] = new() { Sources = 3, Fixings = true, ClosedMarkets = true, MaxAge = TimeSpan.FromDays(3) } } },
        };
        var fixing = Given.Price("USD/NGN", 1500m, Weekend.AddDays(-2)) with { Kind = SourceKind.Fixing, FreshUntil = Weekend.AddDays(9), Sources = 3, Quorate = false };

        Assert.Equal(UsageReason.None, UsageRule.Judge(fixing, policy, Weekend));
        Assert.Equal(UsageReason.TooFewSources, UsageRule.Judge(fixing with { Sources = 2 }, policy, Weekend));
        Assert.Equal(UsageReason.Stale, UsageRule.Judge(fixing, policy, Weekend.AddDays(1.5)));
        Assert.Equal(UsageReason.FixingOnly | UsageReason.MarketClosed, UsageRule.Judge(fixing with { Pair = Given.Pair("USD/KES") }, policy, Weekend));
    }

    [Fact]
    public void Each_limit_of_the_policy_decides()
    {
        var session = Given.Now.AddHours(1); // New York's stock exchange is open.
        var fixing = Firm with { Kind = SourceKind.Fixing, FreshUntil = Given.Now.AddDays(1) };
        var wide = Firm with { Confidence = 0.0019m, Wide = true };
        (Price Price, DateTimeOffset At, UsagePolicy Usage, UsageReason Before, UsageReason After)[] limits =
        [
            (Firm, Given.Now, new() { Sources = 3 }, UsageReason.None, UsageReason.TooFewSources),
            (Firm, Given.Now, new() { CurrencyConfidence = 0.5 }, UsageReason.None, UsageReason.WideConfidence),
            (Given.Price("XAU/USD", 1m), Given.Now, new() { MetalConfidence = 0.5 }, UsageReason.None, UsageReason.WideConfidence),
            (Given.Price("AAPL/USD", 1m, session), session, new() { StockConfidence = 0.5 }, UsageReason.None, UsageReason.WideConfidence),
            (Given.Price("BTC/USD", 1m), Given.Now, new() { CoinConfidence = 0.5 }, UsageReason.None, UsageReason.WideConfidence),
            (wide, Given.Now, new() { Hysteresis = 0 }, UsageReason.WideConfidence, UsageReason.None),
            (Firm, Given.Now.AddSeconds(2), new() { MaxAge = TimeSpan.FromSeconds(1) }, UsageReason.None, UsageReason.Stale),
            (fixing, Given.Now, new() { Fixings = true }, UsageReason.FixingOnly, UsageReason.None),
            (Firm with { Timestamp = Weekend }, Weekend, new() { ClosedMarkets = true }, UsageReason.MarketClosed, UsageReason.None),
        ];

        Assert.All(limits, limit => Assert.Equal(
            (limit.Before, limit.After),
            (UsageRule.Judge(limit.Price, Policy, limit.At), UsageRule.Judge(limit.Price, Policy with { Usage = limit.Usage }, limit.At))));
    }

    [Fact]
    public void The_quorum_is_the_least_that_any_firm_price_needs() =>
        Assert.Equal(UsageReason.TooFewSources, UsageRule.Judge(Firm, Policy with { Quorum = 3 }, Given.Now));

    [Fact]
    public void What_was_found_is_told_beside_what_it_was_held_against()
    {
        var price = Firm with { Sources = 1, Quorate = false, Confidence = 0.00345m, Timestamp = Given.Now.AddSeconds(-12.5) };

        Assert.Equal(
            [new UsageFinding("too_few_sources", 1, 2), new UsageFinding("wide_confidence", 34.5, 20.0), new UsageFinding("stale", 12.5, 10.0)],
            UsageRule.Explain(price, Policy, Given.Now));
    }

    [Fact]
    public void A_price_that_was_too_wide_must_become_clearly_narrower_to_be_firm_again()
    {
        var market = new Market("EUR/USD");
        var limits = Policy.LimitsOf(market.Decider.Pair);
        var (was, heldWide, heldNarrow) = (false, 0, 0);
        for (var i = 0; i < 400; i++)
        {
            market.Wait(1);
            var half = 0.003m + (0.015m * (decimal)Math.Abs(Math.Sin(i / 20.0)));
            foreach (var source in (string[])["A", "B"])
            {
                market.Takes(Given.Quote("EUR/USD", 1 - half, 1, 1 + half, market.Time.GetUtcNow(), Given.Live(source)));
                var confidence = (double)market.Price.Confidence * 10_000;
                Assert.Equal(confidence > (was ? 16 : 20), market.Price.Wide);
                heldWide += market.Price.Wide && confidence <= 20 ? 1 : 0;
                heldNarrow += !market.Price.Wide && confidence > 16 ? 1 : 0;
            }

            was = market.Price.Wide;
        }

        Assert.True(heldWide > 0 && heldNarrow > 0, $"{heldWide} prices between the borders were still too wide, {heldNarrow} still narrow enough");
        Assert.Equal(UsageReason.WideConfidence, UsageRule.Judge(Firm with { Confidence = 0.0019m, Wide = true }, Policy, Given.Now));
        Assert.Equal(limits.Widest(wasWide: true), UsageRule.Explain(Firm with { Confidence = 0.0019m, Wide = true }, Policy, Given.Now).Single().Threshold);
    }

    [Fact]
    public void Two_sources_that_contradict_each_other_make_a_disputed_price()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.88m);
        market.Says(Given.Live("B"), 0.95m);

        Assert.True(market.Price.Disputed);
        Assert.Equal(PriceUsage.Refuse, UsageRule.Judge(market.Price, Policy, market.Time.GetUtcNow()).Usage());
    }

    [Fact]
    public void Two_sources_that_agree_make_a_firm_price_and_one_alone_does_not()
    {
        var market = new Market();
        market.Says(Given.Live("A"), 0.88m);
        var alone = UsageRule.Judge(market.Price, Policy, market.Time.GetUtcNow());
        market.Says(Given.Live("B"), 0.88m);

        Assert.Equal((UsageReason.TooFewSources, UsageReason.None), (alone, UsageRule.Judge(market.Price, Policy, market.Time.GetUtcNow())));
    }

    [Fact]
    public void A_source_that_has_erred_often_counts_as_degraded_until_it_has_made_good()
    {
        var market = new Market();
        for (var i = 0; i < 20; i++)
        {
            market.Wait(1);
            market.Says(Given.Live("A"), 0.88m + (i * 0.00001m));
            market.Says(Given.Live("B"), 0.88m + (i * 0.00001m));
            market.Says(Given.Live("C"), 0.95m);
        }

        market.Wait(1);
        market.Says(Given.Live("A"), 0.8803m);
        market.Says(Given.Live("B"), 0.8803m);
        market.Says(Given.Live("C"), 0.8803m);

        Assert.Equal((3, 1), (market.Price.Sources, market.Price.Degraded));
        Assert.Equal(UsageReason.None, UsageRule.Judge(market.Price, Policy, market.Time.GetUtcNow()));
        Assert.Equal(UsageReason.ProviderDegraded, UsageRule.Judge(market.Price with { Sources = 2 }, Policy, market.Time.GetUtcNow()));
    }

    [Fact]
    public void An_exception_for_no_pair_or_out_of_range_is_refused_by_its_key()
    {
        var usage = new UsagePolicy { Pairs = new() { ["EUR/NOPE"] = new() { Sources = 0, MaxConfidence = double.NaN, MaxAge = TimeSpan.Zero } } };

        var faults = usage.Validate(new(usage)).Select(fault => fault.ErrorMessage!).ToList();

        Assert.Equal(4, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("Pricing:Usage:Pairs:EUR/NOPE", fault, StringComparison.Ordinal));
    }
}
