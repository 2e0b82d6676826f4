using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Crosses;

public sealed class PathSearchTests
{
    private static readonly Asset Eur = AssetCatalog.Eur;
    private static readonly Asset Jpy = AssetCatalog.Get("JPY");
    private static readonly Price EurUsd = Given.Price("EUR/USD", 1.17m);
    private static readonly Price UsdJpy = Given.Price("USD/JPY", 157m);
    private static readonly Price EurGbp = Given.Price("EUR/GBP", 0.87m);
    private static readonly Price GbpJpy = Given.Price("GBP/JPY", 210m);

    [Fact]
    public void ADirectPriceNeedsNoBridge()
    {
        Assert.Equal("EUR>JPY", Path(EurUsd, UsdJpy, Given.Price("EUR/JPY", 183m)));
        Assert.Equal("EUR>JPY", Path(EurUsd, UsdJpy, Given.Price("JPY/EUR", 0.0055m)));
    }

    [Fact]
    public void OneBridgeIsFoundInEitherDirectionOfItsLegs()
    {
        Assert.Equal("EUR>USD>JPY", Path(EurUsd, UsdJpy));
        Assert.Equal("EUR>USD>JPY", Path(Given.Price("USD/EUR", 0.86m), Given.Price("JPY/USD", 0.0064m)));
    }

    [Fact]
    public void TwoBridgesAreFoundWhereOneIsNotEnough() =>
        Assert.Equal("EUR>USD>GBP>JPY", Path(EurUsd, Given.Price("GBP/USD", 1.33m), GbpJpy));

    [Fact]
    public void ThreeBridgesAreTooMany() =>
        Assert.Equal("", Path(EurUsd, Given.Price("GBP/USD", 1.33m), Given.Price("GBP/CHF", 1.07m), Given.Price("CHF/JPY", 198m)));

    [Fact]
    public void TheSurerBridgeIsTaken()
    {
        var unsure = UsdJpy with { Confidence = 1 };

        Assert.Equal("EUR>GBP>JPY", Path(EurUsd, unsure, EurGbp, GbpJpy));
        Assert.Equal("EUR>USD>JPY", Path(EurUsd, UsdJpy, EurGbp, GbpJpy with { Confidence = 1 }));
    }

    [Fact]
    public void AFreshBridgeIsTakenBeforeASurerStaleOne()
    {
        var stale = UsdJpy with { Timestamp = Given.Now.AddSeconds(-11), Confidence = 0.0001m };

        Assert.Equal("EUR>GBP>JPY", Path(EurUsd, stale, EurGbp, GbpJpy with { Confidence = 100 }));
    }

    [Fact]
    public void ARealBridgeIsTakenBeforeASimulatedOneEvenIfItIsStale()
    {
        var simulated = UsdJpy with { Simulated = true };
        var stale = GbpJpy with { Timestamp = Given.Now.AddDays(-1) };

        Assert.Equal("EUR>GBP>JPY", Path(EurUsd, simulated, EurGbp, stale));
    }

    [Fact]
    public void WhereNobodyQuotesThereIsNoPath() => Assert.Equal("", Path(EurUsd, GbpJpy));

    [Theory]
    [InlineData(SourceKind.Fixing, 1, true, "EUR>USD>JPY")]
    [InlineData(SourceKind.Periodic, 1, true, "EUR>USD>JPY")]
    [InlineData(SourceKind.Live, -11, true, "EUR>USD>JPY")]
    [InlineData(SourceKind.Live, 0, false, "EUR>JPY")] // Of too few sources, but live and fresh: no slower kind.
    public void A_direct_price_that_is_slower_or_stale_gives_way_to_a_cross_of_live_legs(SourceKind kind, int seconds, bool quorate, string path)
    {
        var direct = Given.Price("EUR/JPY", 183m, Given.Now.AddSeconds(seconds)) with { Kind = kind, Quorate = quorate, FreshUntil = Given.Now.AddDays(1) };

        Assert.Equal(path, Path(EurUsd, UsdJpy, direct));
        Assert.Equal(path, Path(EurUsd, UsdJpy, direct with { Pair = direct.Pair.Inverse, Mid = 0.0055m, Bid = 0.0055m, Ask = 0.0055m }));
    }

    [Fact]
    public void A_slower_direct_price_gives_way_to_three_live_legs_too() =>
        Assert.Equal("EUR>USD>GBP>JPY", Path(EurUsd, Given.Price("GBP/USD", 1.33m), GbpJpy, Fixing));

    [Fact]
    public void It_stays_where_a_leg_is_not_live()
    {
        Assert.Equal("EUR>JPY", Path(EurUsd with { Quorate = false }, UsdJpy, Fixing));
        Assert.Equal("EUR>JPY", Path(EurUsd with { Kind = SourceKind.Periodic, FreshUntil = Given.Now.AddDays(1) }, UsdJpy, Fixing));
        Assert.Equal("EUR>JPY", Path(EurUsd with { Timestamp = Given.Now.AddSeconds(-11) }, UsdJpy, Fixing with { FreshUntil = Given.Now.AddDays(-1) }));
    }

    [Fact]
    public void A_real_direct_price_stays_where_a_live_leg_is_made_up()
    {
        Assert.Equal("EUR>JPY", Path(EurUsd with { Simulated = true }, UsdJpy, Fixing));
        Assert.Equal("EUR>USD>JPY", Path(EurUsd with { Simulated = true }, UsdJpy, Fixing with { Simulated = true }));
    }

    [Fact]
    public void Of_the_paths_beside_a_slower_direct_price_only_those_that_are_live_compete() =>
        Assert.Equal("EUR>GBP>JPY", Path(EurUsd, UsdJpy with { Quorate = false, Confidence = 0.0001m }, EurGbp, GbpJpy with { Confidence = 10 }, Fixing));

    [Fact]
    public void A_cross_that_another_node_has_written_gives_way_to_its_legs_and_is_no_leg_where_a_quoted_one_leads()
    {
        var derived = Given.Price("EUR/JPY", 183m) with { Derived = true };

        Assert.Equal("EUR>USD>JPY", Path(EurUsd with { Quorate = false }, UsdJpy, derived));
        Assert.Equal("EUR>JPY", Path(UsdJpy, derived));
        Assert.Equal("EUR>USD>JPY", Path(EurUsd with { Confidence = 0.1m }, UsdJpy, EurGbp, GbpJpy with { Derived = true }));
    }

    private static Price Fixing => Given.Price("EUR/JPY", 183m, Given.Today) with { Kind = SourceKind.Fixing, Quorate = false, FreshUntil = Given.Now.AddDays(1) };

    private static string Path(params Price[] prices)
    {
        var legs = new Leg[PathSearch.MaxLegs];
        var count = PathSearch.Find(new FakePriceBook(prices), Eur, Jpy, Given.Now, Answers.MaxAge, legs);
        return count == 0 ? "" : string.Join('>', legs.Take(count).Select(leg => leg.From).Append(legs[count - 1].To));
    }
}
