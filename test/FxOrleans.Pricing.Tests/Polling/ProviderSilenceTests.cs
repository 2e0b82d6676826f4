using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Polling;

/// <summary>What <c>GET /providers</c> makes of silence, lag and wrong values.</summary>
public sealed class ProviderSilenceTests
{
    private static readonly DateTimeOffset FridayNoon = new(2026, 3, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTime _time = new(FridayNoon);

    [Fact]
    public void AStreamThatIsSilentBeyondItsDeadlineIsDegradedAndThenFailing()
    {
        var meter = new ProviderMeter(new StreamingFeed(Given.Live("Push")), _time);
        Assert.Equal("degraded", meter.Status().State);
        Say(meter, "USD/EUR");
        Assert.Equal("ok", meter.Status().State);

        string[] states = ["ok", "degraded", "degraded", "failing"];
        foreach (var state in states)
        {
            Assert.Equal(state, meter.Status().State);
            _time.Advance(TimeSpan.FromSeconds(1.001));
        }

        Say(meter, "USD/EUR");
        Assert.Equal("ok", meter.Status().State);
    }

    [Fact]
    public void AStreamThatNeverSpeaksIsFailing()
    {
        var meter = new ProviderMeter(new StreamingFeed(Given.Live("Push")), _time);
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("failing", meter.Status().State);
    }

    [Theory]
    [InlineData("USD/EUR", "closed_market", "ok")]
    [InlineData("AAPL/USD", "closed_market", "closed_market")]
    [InlineData("BTC/USD", "ok", "ok")]
    public void SilenceOfAClosedMarketIsNoFault(string pair, string saturday, string monday)
    {
        var meter = new ProviderMeter(new FakeProvider(Given.Live("Polled")), _time);
        Say(meter, pair);
        Assert.Equal("ok", meter.Status().State);

        _time.Advance(TimeSpan.FromDays(1));
        meter.Answered(new ProviderAnswer([], []));
        Assert.Equal(saturday, meter.Status().State);

        _time.Advance(TimeSpan.FromDays(2));
        meter.Answered(new ProviderAnswer([], []));
        Assert.Equal(monday, meter.Status().State);

        meter.Failed(ProviderFailureKind.Timeout, "Late.");
        Assert.Equal("degraded", meter.Status().State);
    }

    [Fact]
    public void AFixingIsNeverOfAClosedMarket()
    {
        var meter = new ProviderMeter(new FakeProvider(Given.Fixing()), _time);
        Say(meter, "EUR/USD");
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("ok", meter.Status().State);
    }

    [Fact]
    public void AMadeUpMarketThatFallsSilentAtAWeekendIsAtFault()
    {
        var meter = new ProviderMeter(new StreamingFeed(Given.Simulated("Push")), _time);
        Say(meter, "EUR/USD");
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("failing", meter.Status().State);
    }

    [Fact]
    public void LagIsOfTheNewestQuoteAndTheOutlierRateOfTheRecentOnes()
    {
        var meter = new ProviderMeter(new FakeProvider(Given.Live("A")), _time);
        Assert.Equal((null, 0), (meter.Status().Lag, meter.Status().OutlierRate));
        meter.Judged(Given.Quote("USD/EUR", 0.88m, FridayNoon.AddSeconds(-2.5)), Verdict.Accepted);
        meter.Judged(Given.Quote("USD/EUR", 0.88m, FridayNoon.AddSeconds(-9)), Verdict.OutOfOrder);
        meter.Judged(Given.Quote("USD/EUR", 8.8m, FridayNoon.AddSeconds(-9)), Verdict.Scaled);
        Assert.Equal((2.5, 0.333333), (meter.Status().Lag, meter.Status().OutlierRate));

        for (var i = 0; i < 3000; i++)
        {
            meter.Judged(Given.Quote("USD/EUR", 0.88m, FridayNoon), Verdict.Accepted);
        }

        Assert.Equal(0, meter.Status().OutlierRate, 4);
    }

    [Fact]
    public void ASpentBudgetShowsThatNothingIsLeft()
    {
        var meter = new ProviderMeter(new FakeProvider(), _time);
        meter.Answered(new ProviderAnswer([], []) { QuotaLeft = 1 });
        meter.Failed(ProviderFailureKind.QuotaSpent, "Spent.");

        Assert.Equal(("limited", 0), (meter.Status().State, meter.Status().QuotaLeft));
    }

    private void Say(ProviderMeter meter, string pair)
    {
        var quote = Given.Quote(pair, 0.88m, _time.GetUtcNow());
        meter.Answered(new ProviderAnswer([quote], []));
        meter.Judged(quote, Verdict.Accepted);
    }
}
