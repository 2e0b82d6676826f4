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

    private static string Path(params Price[] prices)
    {
        var legs = new Leg[PathSearch.MaxLegs];
        var count = PathSearch.Find(new FakePriceBook(prices), Eur, Jpy, Given.Now, Answers.MaxAge, legs);
        return count == 0 ? "" : string.Join('>', legs.Take(count).Select(leg => leg.From).Append(legs[count - 1].To));
    }
}
