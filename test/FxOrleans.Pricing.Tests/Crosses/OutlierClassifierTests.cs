using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Crosses;

/// <summary>A provider's outliers are counted as the explanation names them.</summary>
public sealed class OutlierClassifierTests
{
    // EUR/SEK 11.00, GBP/SEK by way of USD 12.53, CHF/SEK 11.75, USD/GBP 0.75.
    private static readonly FakePriceBook Book = new(
        Given.Price("USD/SEK", 9.401m), Given.Price("SEK/EUR", 1 / 11m), Given.Price("CHF/USD", 1.25m), Given.Price("USD/GBP", 0.75m));

    [Fact]
    public void WhatTheExplanationNamesIsWhatIsCounted() => Law.Holds(
        from truth in Gen.Elements(9.401m, 11m, 12.53m, 11.75m, 0.75m, 1m, 1 / 9.401m, 94m, 0.094m)
        from points in Gen.Choose(-150, 150)
        from turned in Gen.Elements(true, false)
        select (Value: truth * (1 + ((points + 0.3m) / 10_000)), turned), // Never on the very edge, where turning round decides.
        one =>
        {
            var meter = Meter(new FakeTime(), out var market);
            var quote = one.turned
                ? Given.Quote("SEK/USD", 1 / one.Value, Given.Now, Given.Live("Odd"))
                : Given.Quote("USD/SEK", one.Value, Given.Now, Given.Live("Odd"));
            market.Takes(quote);
            meter.Judged(quote, market.Verdict);

            var reason = WrongBaseDetector.Name(market.Decider.Explain(market.Now), Book).Quotes.Single(told => told.Provider == "Odd").Reason;

            Assert.Equal(reason is null ? [] : [reason], meter.Status().Rejections.Keys);
            Assert.Equal(reason is null ? 0 : 1, meter.Status().OutlierRate);
        });

    [Fact]
    public void AnOutlierThatLastsIsLookedUpOnceASecondAndANewOneAtOnce()
    {
        var time = new FakeTime();
        var meter = Meter(time, out _);
        void Judge(decimal value, Verdict verdict) => meter.Judged(Given.Quote("USD/SEK", value, Given.Now, Given.Live("Odd")), verdict);
        (long WrongBase, long Outlier) Counted() =>
            (meter.Status().Rejections.GetValueOrDefault("wrong_base"), meter.Status().Rejections.GetValueOrDefault("outlier"));

        Judge(11m, Verdict.Outlier);
        Judge(10.2m, Verdict.Outlier);
        Assert.Equal((2, 0), Counted());

        time.Advance(OutlierClassifier.Hold);
        Judge(10.2m, Verdict.Outlier);
        Assert.Equal((2, 1), Counted());

        Judge(9.4m, Verdict.Accepted);
        Judge(11m, Verdict.Outlier);
        Assert.Equal((3, 1), Counted());
    }

    [Fact]
    public void WhereItsOwnPairHasNoPriceAnOutlierKeepsItsName()
    {
        var meter = Meter(new FakeTime(), out _);

        meter.Judged(Given.Quote("USD/NOK", 11m, Given.Now, Given.Live("Odd")), Verdict.Outlier);

        Assert.Equal(["outlier"], meter.Status().Rejections.Keys);
    }

    [Fact]
    public void OutliersOfManyThreadsAddUp()
    {
        var meter = Meter(new FakeTime(), out _);
        var (wrong, right) = (Given.Quote("USD/SEK", 11m, Given.Now, Given.Live("Odd")), Given.Quote("USD/SEK", 9.4m, Given.Now, Given.Live("Odd")));

        Parallel.For(0, 1000, i => meter.Judged(i % 3 == 0 ? right : wrong, i % 3 == 0 ? Verdict.Accepted : Verdict.Outlier));

        Assert.Equal((334L, 666L), (meter.Status().Accepted, meter.Status().Rejections["wrong_base"]));
    }

    /// <summary>The meter of a provider that quotes a market which three others agree on.</summary>
    private static ProviderMeter Meter(FakeTime time, out Market market)
    {
        market = new Market("USD/SEK");
        market.Says(Given.Live("A"), 9.400m);
        market.Says(Given.Live("B"), 9.401m);
        market.Says(Given.Live("C"), 9.402m);
        return new ProviderMeter(new FakeProvider(Given.Live("Odd")), time, new OutlierClassifier(Book, new PricingPolicy().MaxAge, time));
    }
}
