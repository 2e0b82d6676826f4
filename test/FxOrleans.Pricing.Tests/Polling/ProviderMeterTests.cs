using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Polling;

public sealed class ProviderMeterTests
{
    private readonly ProviderMeter _meter = new(new FakeProvider(Given.Fixing()), new FakeTime());

    [Fact]
    public void AProviderThatHasNotAnsweredYetIsDegraded()
    {
        var status = _meter.Status();

        Assert.Equal(("Ecb", "degraded", "fixing", Given.Now), (status.Name, status.State, status.Kind, status.Since));
        Assert.Null(status.LastSuccess);
    }

    [Fact]
    public void TwoFailuresAreDegradedAndThreeAreFailing()
    {
        _meter.Answered(new ProviderAnswer([], []));
        string[] states = ["degraded", "degraded", "failing", "failing"];
        foreach (var state in states)
        {
            _meter.Failed(ProviderFailureKind.Timeout, "Late.");
            Assert.Equal(state, _meter.Status().State);
        }
    }

    [Fact]
    public void AcceptedAndRejectedQuotesAddUp()
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            _meter.Judged(Given.Quote("USD/EUR", 0.88m), verdict);
        }

        var status = _meter.Status();
        Assert.Equal((5L, 12L), (status.Accepted, status.Rejected));
        Assert.Equal(
            ["from_future", "frozen", "inverted", "out_of_order", "outlier", "redenominated", "scaled", "stale", "too_many_sources", "unknown_source", "wrong_base", "wrong_day"],
            status.Rejections.Keys);
    }

    [Fact]
    public void An_institution_that_missed_its_publication_is_no_voice_any_more_and_says_since_when()
    {
        var time = new FakeTime();
        var meter = new ProviderMeter(new FakeProvider(Given.Fixing()), time);
        var due = time.GetUtcNow().AddHours(1);
        meter.Answered(new ProviderAnswer([], [])
        {
            Coverage = new InstitutionCoverage(
                [
                    new("CBN", "Central Bank of Nigeria", "NG", "NGN", "official", "CBN", new DateOnly(2026, 9, 28), due, 1, 0),
                    new("NBP", "National Bank of Poland", "PL", "PLN", "official", "NBP", new DateOnly(2026, 9, 29), due.AddDays(1), 1, 0),
                ],
                new Dictionary<string, IReadOnlyList<string>> { ["NGN"] = ["CBN", "NBP"] },
                0),
        });
        meter.Answered(new ProviderAnswer([], []));

        Assert.Equal((2, null), (meter.Status().Coverage!["NGN"].Voices, meter.Status().Institutions![0].MissedSince));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((1, due), (meter.Status().Coverage!["NGN"].Voices, meter.Status().Institutions![0].MissedSince));
    }

    [Fact]
    public void TheNewestQuoteIsNeverOneOfTheFuture()
    {
        _meter.Judged(Given.Quote("USD/EUR", 0.88m), Verdict.Accepted);
        _meter.Judged(Given.Quote("USD/EUR", 0.88m, Given.Now.AddHours(-1)), Verdict.OutOfOrder);
        _meter.Judged(Given.Quote("USD/EUR", 0.88m, Given.Now.AddYears(900)), Verdict.FromFuture);

        Assert.Equal(Given.Now, _meter.Status().NewestQuote);
    }

    [Fact]
    public void AStatusDoesNotChangeAfterItWasRead()
    {
        var before = _meter.Status();

        _meter.Failed(ProviderFailureKind.Timeout, "Late.");

        Assert.Empty(before.Failures);
    }

    [Fact]
    public void CountsOfManyThreadsAddUp()
    {
        Parallel.For(0, 1000, _ => _meter.Judged(Given.Quote("USD/EUR", 0.88m), Verdict.Outlier));

        Assert.Equal(1000, _meter.Status().Rejections["outlier"]);
    }

    [Fact]
    public void AProviderWithoutAVoteThatIsWrongThroughoutIsCounted()
    {
        var market = new Market("EUR/USD");
        var wrong = new QuoteSource("Wrong", SourceKind.Fixing);
        var quote = Given.Quote("EUR/USD", 116m, market.Time.GetUtcNow(), wrong);
        _meter.Answered(new ProviderAnswer([quote], []));
        market.Takes(quote); // At first it is all that there is.
        _meter.Judged(quote, market.Verdict);
        for (var round = 0; round < 20; round++)
        {
            market.Wait(1);
            market.Says(Given.Live("A"), 1.16m);
            market.Says(Given.Live("B"), 1.16m);
            market.Takes(quote);
            _meter.Judged(quote, market.Verdict);
        }

        Assert.Equal("scaled", market.Explained("Wrong").Reason);
        Assert.Equal((1L, 20L), (_meter.Status().Accepted, _meter.Status().Rejections["scaled"]));
        Assert.True(_meter.Status().OutlierRate > 0.9);
    }
}
