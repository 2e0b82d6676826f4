using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>What holds for the price of any set of quotes.</summary>
public sealed class ConsensusLaws
{
    private static readonly DateTimeOffset[] Moments =
    [
        Given.Now, Given.Now, Given.Now.AddSeconds(-7), Given.Now.AddSeconds(-12), Given.Now.AddHours(-1),
        Given.Today, Given.Today.AddDays(-1), Given.Today.AddDays(-9),
    ];

    private static readonly Gen<Quote> AnyQuote =
        from source in Gen.Choose(0, 8)
        from kind in Gen.Choose(0, 2)
        from simulated in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from weight in Gen.Choose(1, 5)
        from origin in Gen.Choose(0, 12)
        from mid in Gen.OneOf(Gen.Choose(8790, 8800), Gen.Choose(8000, 9600))
        from half in Any.HalfSpread
        from at in Gen.Elements(Moments)
        from turned in Gen.Elements(false, true)
        let said = new QuoteSource($"S{source}", (SourceKind)kind) { Simulated = simulated, Weight = weight, Group = $"S{origin}" }
        select Given.Quote(turned ? "EUR/USD" : "USD/EUR", mid / 10_000m * (1 - half), mid / 10_000m, mid / 10_000m * (1 + half), at, said);

    // One quote a source, as a source of the same name is the same source.
    private static readonly Gen<Quote[]> AnyQuotes =
        Gen.NonEmptyListOf(AnyQuote).Select(quotes => quotes.DistinctBy(quote => quote.Source.Name).ToArray());

    [Fact]
    public void TheMidLiesWithinTheKeptQuotes() => Law.Holds(AnyQuotes, quotes =>
    {
        var market = After(quotes);

        var kept = market.Decider.Explain(market.Now).Quotes.Where(quote => quote.Kept).ToList();
        Assert.NotEmpty(kept);
        Assert.InRange(market.Price.Mid, kept.Min(quote => quote.Value), kept.Max(quote => quote.Value));
    });

    [Fact]
    public void TheOrderOfArrivalDoesNotMatter() => Law.Holds(
        from quotes in AnyQuotes from other in Gen.Shuffle(quotes) select (quotes, other),
        orders =>
        {
            var (one, other) = (After(orders.quotes), After(orders.other));

            Assert.Equal(one.Price with { Sequence = 0 }, other.Price with { Sequence = 0 });
        },
        cases: 3000);

    [Fact]
    public void SimulatedAndRealNeverBlend() => Law.Holds(AnyQuotes, quotes =>
    {
        var market = After(quotes);

        var simulated = quotes.All(quote => quote.Source.Simulated);
        Assert.Equal(simulated, market.Price.Simulated);
        foreach (var view in market.Decider.Explain(market.Now).Quotes)
        {
            var source = quotes.Single(quote => quote.Source.Name == view.Provider).Source;
            Assert.True(!view.Kept || source.Simulated == simulated, $"{view.Provider} is kept");
        }
    });

    [Fact]
    public void AllKeptQuotesAreOfThePricesKind() => Law.Holds(AnyQuotes, quotes =>
    {
        var market = After(quotes);

        var kept = market.Decider.Explain(market.Now).Quotes.Where(quote => quote.Kept).ToList();
        Assert.All(kept, view => Assert.Equal(
            market.Price.Kind, quotes.Single(quote => quote.Source.Name == view.Provider).Source.Kind));
        Assert.InRange(market.Price.Sources, 1, kept.Count);
        Assert.Equal(market.Price.Timestamp, kept.Max(quote => quote.Timestamp));
    });

    [Fact]
    public void AMinorityOfLiarsCannotMoveThePriceOutOfWhatAgreeingHonestSourcesSay() => Law.Holds(
        from count in Gen.Choose(3, 9)
        from liars in Gen.Choose(0, (count - 1) / 2)
        from honest in Gen.Choose(99_800, 100_000).ListOf(count - liars)
        from lies in Any.Rate.ListOf(liars)
        from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        select (Mids: honest.Select(value => value / 100_000m).Concat(lies).ToArray(), Honest: count - liars, Order: order),
        said =>
        {
            var market = new Market();
            foreach (var i in said.Order)
            {
                market.Says(Given.Live($"S{i}"), said.Mids[i]);
            }

            var honest = said.Mids[..said.Honest];
            Assert.InRange(market.Price.Mid, honest.Min(), honest.Max());
        },
        cases: 3000);

    [Fact]
    public void SayingTheSameAgainChangesNothing() => Law.Holds(AnyQuotes, quotes =>
    {
        var market = After(quotes);
        var before = market.Price;

        foreach (var quote in quotes)
        {
            Assert.False(market.Takes(quote));

            // Said again, what is wrong stays wrong, and is counted as that.
            Assert.True(market.Verdict == Verdict.Repeated || market.Verdict.IsFault(), market.Verdict.ToString());
        }

        Assert.Equal(before, market.Price);
    });

    [Fact]
    public void APriceIsNeverLiveOnQuotesThatAreTooOldOrTooFew() => Law.Holds(AnyQuotes, quotes =>
    {
        var market = After(quotes);

        var fresh = quotes.Count(quote => quote.Source is { Kind: SourceKind.Live } && Given.Now - quote.Timestamp <= Answers.MaxAge);
        Assert.True(market.Status != PriceStatus.Live || fresh >= 2);
    });

    private static Market After(IEnumerable<Quote> quotes)
    {
        var market = new Market();
        foreach (var quote in quotes)
        {
            market.Takes(quote);
        }

        return market;
    }
}
