using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>No quote that can be made, and no price that can be decided or read back, makes deciding or crossing throw.</summary>
public sealed class ExtremeValueLaws
{
    private static readonly decimal[] Edges =
        [Quote.Min, Quote.Max, 1m / Quote.Max, 1 / 3m, 1, 1.0000000000000000000000000001m, 0.9999999999999999999999999999m];

    private static readonly DateTimeOffset[] Moments =
        [DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch, Given.Now, Given.Now.AddSeconds(59), DateTimeOffset.MaxValue];

    private static readonly Gen<decimal> AnyEdge = Gen.OneOf(Gen.Elements(Edges), Any.RateBetween(-13, 14));

    private static readonly Gen<Quote> AnyQuote =
        from values in AnyEdge.Three()
        let sorted = Sort(values.Item1, values.Item2, values.Item3)
        from at in Gen.Elements(Moments)
        from name in Gen.Choose(0, 5)
        from kind in Gen.Choose(0, 2)
        from turned in Gen.Elements(false, true)
        where sorted[0] >= Quote.Min && sorted[2] <= Quote.Max
        select Given.Quote(turned ? "EUR/USD" : "USD/EUR", sorted[0], sorted[1], sorted[2], at, new QuoteSource($"S{name}", (SourceKind)kind));

    private static readonly Gen<Leg> AnyLeg =
        from value in Gen.OneOf(AnyEdge, Gen.Elements(0m, decimal.MaxValue, 0.0000000000000000000000000001m))
        from confidence in Gen.OneOf(AnyEdge, Gen.Elements(0m, decimal.MaxValue))
        from at in Gen.Elements(Moments)
        from inverted in Gen.Elements(false, true)
        select new Leg(Given.Price("EUR/USD", value, at) with { Confidence = confidence, Epoch = 1L << 52 }, inverted);

    [Fact]
    public void AnyQuotesMakeAPriceThatIsInOrder() => Law.Holds(
        Gen.NonEmptyListOf(AnyQuote),
        quotes =>
        {
            var market = new Market();
            foreach (var quote in quotes)
            {
                market.Takes(quote);
                market.Decider.Reconsider(market.Now);
                market.Decider.Explain(market.Now);
                if (market.Decider.HasPrice)
                {
                    var price = market.Price;
                    Assert.True(price.Bid > 0 && price.Confidence > 0);
                    Assert.InRange(price.Mid, price.Bid, price.Ask);
                }
            }
        },
        cases: 2000);

    [Fact]
    public void AnyLegsMakeAPositiveRateOrNone() => Law.Holds(
        Gen.Choose(1, 3).SelectMany(count => AnyLeg.ArrayOf(count)),
        legs =>
        {
            if (CrossRate.TryCombine(legs, Answers.MaxAge, out var rate))
            {
                Assert.True(rate!.Bid > 0);
                Assert.InRange(rate.Mid, rate.Bid, rate.Ask);
                rate.StatusAt(DateTimeOffset.MaxValue);
            }
        },
        cases: 5000);

    [Fact]
    public void APathIsSoughtAmongAnyPrices() => Law.Holds(
        AnyLeg.Two(),
        legs =>
        {
            var usd = legs.Item1.Price with { Pair = Given.Pair("EUR/USD") };
            var jpy = legs.Item2.Price with { Pair = Given.Pair("USD/JPY") };

            var found = PathSearch.Find(
                new FakePriceBook(usd, jpy), AssetCatalog.Eur, AssetCatalog.Get("JPY"), Given.Now, Answers.MaxAge, new Leg[PathSearch.MaxLegs]);

            Assert.InRange(found, 0, 2);
        });

    [Fact]
    public void ThreeLegsOfAnyMagnitudeLoseNoDigit() => Law.Holds(
        Any.RateBetween(-9, 8).Select(rate => 1.23456789m * rate),
        rate =>
        {
            var tiny = Given.Price("EUR/USD", rate);

            // rate · rate / rate: whatever the product in between, the rate itself comes out.
            var back = Answers.Along(new Leg(tiny, false), new Leg(tiny, false), new Leg(tiny, true));

            Assert.InRange((double)(back.Mid / rate), 1 - 1e-14, 1 + 1e-14);
        });

    private static decimal[] Sort(params decimal[] values) => [.. values.Order()];
}
