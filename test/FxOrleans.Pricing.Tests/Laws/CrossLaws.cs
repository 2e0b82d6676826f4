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

    [Fact]
    public void ThePriceThatIsAnsweredIsNeitherFresherNorSurerThanItsWorstLeg() => Law.Holds(AnyBook, prices =>
    {
        var (eur, jpy) = (AssetCatalog.Eur, AssetCatalog.Get("JPY"));
        var legs = new Leg[PathSearch.MaxLegs];
        var count = PathSearch.Find(new FakePriceBook(prices), eur, jpy, Given.Now, Answers.MaxAge, legs);
        var answered = Answers.Along(legs[..count]);
        var statuses = legs[..count].Select(leg => leg.Price.StatusAt(Given.Now, Answers.MaxAge)).ToList();

        Assert.Equal(statuses.Min(), answered.StatusAt(Given.Now));
        Assert.Equal(legs[..count].Min(leg => leg.Price.Timestamp), answered.Timestamp);
        var relative = legs[..count].Max(leg => (double)leg.Price.Confidence / (double)leg.Price.Mid);
        Assert.True((double)answered.Confidence / (double)answered.Mid >= relative * 0.9994, "four digits are kept");

        // A cross beside the pair's own price is live, and what it stands in for is slower or stale.
        if (count > 1)
        {
            Assert.Equal(PriceStatus.Live, answered.StatusAt(Given.Now));
            Assert.True(PathSearch.MayGiveWay(prices[0], Given.Now, Answers.MaxAge));
        }
    });

    // The pair's own price and two legs beside it, of any kind, age and status, made up or not.
    private static readonly Gen<Price[]> AnyBook =
        from own in EvidenceOf("EUR/JPY")
        from first in EvidenceOf("EUR/USD")
        from second in EvidenceOf("USD/JPY")
        select new[] { own, first, second };

    private static Gen<Price> EvidenceOf(string pair) =>
        from price in PriceOf(pair, -3, 3)
        from kind in Gen.Elements(SourceKind.Live, SourceKind.Live, SourceKind.Periodic, SourceKind.Fixing)
        from quorate in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from simulated in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        from age in Gen.Choose(0, 15)
        from fresh in Gen.Choose(-10, 30)
        from unsure in Gen.Choose(0, 20_000)
        select price with
        {
            Kind = kind,
            Quorate = quorate,
            Simulated = simulated,
            Timestamp = Given.Now.AddSeconds(-age),
            FreshUntil = Given.Now.AddSeconds(fresh),
            Confidence = price.Mid * unsure / 10_000,
        };

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
