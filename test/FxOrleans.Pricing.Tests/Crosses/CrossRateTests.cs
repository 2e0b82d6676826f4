using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Crosses;

public sealed class CrossRateTests
{
    private static readonly Price EurUsd = Given.Price("EUR/USD", 1.16m, 1.17m, 1.18m) with { Epoch = 1_800_000_000_003, Sequence = 5, Sources = 4 };
    private static readonly Price UsdJpy =
        Given.Price("USD/JPY", 156m, 157m, 158m, Given.Now.AddSeconds(-3)) with { Epoch = 1_800_000_000_002, Sequence = 9, Sources = 3 };

    [Fact]
    public void ACrossTellsItsBridgeAndCarriesItsLegs()
    {
        var rate = Answers.Along(new Leg(EurUsd, false), new Leg(UsdJpy, false));

        Assert.Equal(("EUR", "JPY", "USD"), (rate.From.Code, rate.To.Code, Assert.Single(rate.Via).Code));
        Assert.Equal((1.16m * 156, 1.17m * 157, 1.18m * 158), (rate.Bid, rate.Mid, rate.Ask));
        Assert.Equal((200_000_000_005L, 14L, 3), (rate.Epoch, rate.Sequence, rate.Sources));
        Assert.Equal(Given.Now.AddSeconds(-3), rate.Timestamp);
    }

    [Fact]
    public void WalkedBackwardsBidAndAskChangePlaces()
    {
        var rate = Answers.Along(new Leg(UsdJpy, true), new Leg(EurUsd, true));

        Assert.Equal(("JPY", "EUR"), (rate.From.Code, rate.To.Code));
        Assert.Equal(1 / (1.18m * 158), rate.Bid, 15);
        Assert.Equal(1 / (1.16m * 156), rate.Ask, 15);
    }

    [Fact]
    public void ACrossIsLiveOnlyWhileBothLegsAre()
    {
        var cross = Answers.Along(new Leg(EurUsd, false), new Leg(UsdJpy, false));
        Assert.Equal(PriceStatus.Live, cross.StatusAt(Given.Now));
        Assert.Equal(PriceStatus.Live, cross.StatusAt(Given.Now.AddSeconds(7)));
        Assert.Equal(PriceStatus.Stale, cross.StatusAt(Given.Now.AddSeconds(7.001)));

        var weak = Answers.Along(new Leg(EurUsd, false), new Leg(UsdJpy with { Quorate = false }, false));
        Assert.Equal(PriceStatus.Indicative, weak.StatusAt(Given.Now));
    }

    [Fact]
    public void ACrossWithASimulatedLegSaysSo() =>
        Assert.True(Answers.Along(new Leg(EurUsd, false), new Leg(UsdJpy with { Simulated = true }, false)).Simulated);

    [Fact]
    public void ADirectPriceIsAnsweredAsItIs()
    {
        var rate = Answers.Along(new Leg(EurUsd, false));

        Assert.Equal((EurUsd.Bid, EurUsd.Mid, EurUsd.Ask, EurUsd.Confidence), (rate.Bid, rate.Mid, rate.Ask, rate.Confidence));
        Assert.Empty(rate.Via);
    }

    [Fact]
    public void WhatADecimalCannotHoldIsNoRate()
    {
        var huge = new Leg(Given.Price("EUR/USD", Quote.Max), false);
        var tiny = new Leg(Given.Price("EUR/USD", Quote.Min), false);

        Assert.False(CrossRate.TryCombine([huge, huge], Answers.MaxAge, out _));
        Assert.False(CrossRate.TryCombine([tiny, tiny, tiny], Answers.MaxAge, out _));
        Assert.False(CrossRate.TryCombine([], Answers.MaxAge, out _));
    }

    [Fact]
    public void AnAssetCostsOneOfItself()
    {
        var rate = Rate.Identity(AssetCatalog.Eur, Given.Now);

        Assert.Equal((1m, 1m, 1m, 0m), (rate.Bid, rate.Mid, rate.Ask, rate.Confidence));
        Assert.Equal(PriceStatus.Live, rate.StatusAt(Given.Now.AddYears(50)));
    }
}
