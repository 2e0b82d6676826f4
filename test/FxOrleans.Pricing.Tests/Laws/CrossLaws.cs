using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>How a rate, its inverse and its crosses hang together.</summary>
public sealed class CrossLaws
{
    private const double Tolerance = 1e-14;

    private static readonly Gen<Price> AnyPrice = PriceOf("EUR/USD", -9, 8);

    private static readonly Gen<Leg[]> AnyBridge =
        from first in PriceOf("EUR/USD", -6, 5)
        from second in PriceOf("USD/JPY", -6, 5)
        from turned in Gen.Choose(0, 3)
        select new[] { Turn(first, (turned & 1) > 0), Turn(second, (turned & 2) > 0) };

    [Fact]
    public void ARateTimesItsInverseIsOne() => Law.Holds(
        AnyPrice,
        price =>
        {
            var there = Answers.Of(price, "EUR/USD").Mid;
            var back = Answers.Of(price, "USD/EUR").Mid;

            AssertClose(1, there * back);
        },
        cases: 2000);

    [Fact]
    public void ACrossTimesItsWayBackIsOne() => Law.Holds(
        AnyBridge,
        legs =>
        {
            Leg[] back = [new(legs[1].Price, !legs[1].Inverted), new(legs[0].Price, !legs[0].Inverted)];

            AssertClose(1, Answers.Along(legs).Mid * Answers.Along(back).Mid);
        },
        cases: 2000);

    [Fact]
    public void ACrossAgreesWithItsLegs() => Law.Holds(
        AnyBridge,
        legs =>
        {
            var expected = Walk(legs[0]) * Walk(legs[1]);

            AssertClose(expected, Answers.Along(legs).Mid);
        },
        cases: 2000);

    [Fact]
    public void BidMidAndAskStayInOrder() => Law.Holds(
        AnyBridge,
        legs =>
        {
            foreach (var rate in new[] { Answers.Along(legs), Answers.Along(legs[0]), Answers.Along(legs[1]) })
            {
                Assert.True(rate.Bid > 0);
                Assert.InRange(rate.Mid, rate.Bid, rate.Ask);
            }
        });

    [Fact]
    public void ACrossIsNoSurerThanAnyOfItsLegs() => Law.Holds(AnyBridge, legs =>
    {
        var cross = Answers.Along(legs);

        foreach (var leg in legs)
        {
            var relative = (double)leg.Price.Confidence / (double)leg.Price.Mid;
            Assert.True((double)cross.Confidence / (double)cross.Mid >= relative * 0.9994, "four digits are kept");
        }
    });

    [Fact]
    public void ACrossIsNoFresherThanAnyOfItsLegs() => Law.Holds(AnyBridge, legs =>
    {
        var cross = Answers.Along(legs);

        foreach (var leg in legs)
        {
            Assert.True(cross.Timestamp <= leg.Price.Timestamp);
            Assert.True(cross.StaleAt <= leg.Price.StaleAt(Answers.MaxAge));
            Assert.True(cross.Sources <= leg.Price.Sources);
        }
    });

    private static Gen<Price> PriceOf(string pair, int low, int high) =>
        from mid in Any.RateBetween(low, high)
        from half in Any.HalfSpread
        from age in Gen.Choose(0, 100_000)
        from sources in Gen.Choose(1, 5)
        select Given.Price(pair, mid * (1 - half), mid, mid * (1 + half), Given.Now.AddSeconds(-age)) with { Sources = sources };

    // A price of the other direction, walked backwards, leads the same way.
    private static Leg Turn(Price price, bool turned) => new(turned ? price with { Pair = price.Pair.Inverse } : price, turned);

    private static decimal Walk(Leg leg) => leg.Inverted ? 1 / leg.Price.Mid : leg.Price.Mid;

    private static void AssertClose(decimal expected, decimal actual) =>
        Assert.True(Math.Abs((double)(actual - expected)) <= Tolerance * (double)expected, $"{actual} is not {expected}");
}
