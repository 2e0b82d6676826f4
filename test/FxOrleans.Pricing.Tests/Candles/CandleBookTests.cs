using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Candles;

/// <summary>When candles open and close, which ticks they take, and how many there may be.</summary>
public sealed class CandleBookTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly CurrencyPair Pair = Given.Pair("USD/EUR");

    [Fact]
    public void ACandleIsClosedByTheClockAndNotByTheNextTick()
    {
        var book = Book();
        book.Add(Tick(1, Now), Now);
        var closed = new List<CandleRow>();

        book.Close(Now.AddSeconds(10), closed.Add);
        Assert.Empty(closed);

        book.Close(Now.AddSeconds(11), closed.Add);
        Assert.Equal([CandleInterval.Second], closed.Select(row => row.Interval));

        book.Close(Now.AddSeconds(70), closed.Add);
        Assert.Equal([CandleInterval.Second, CandleInterval.Minute], closed.Select(row => row.Interval));
    }

    [Fact]
    public void ALateTickAmendsAndOneThatIsTooLateIsCounted()
    {
        var book = Book();
        book.Add(Tick(2, Now.AddSeconds(5)), Now.AddSeconds(5));

        Assert.True(book.Add(Tick(1, Now), Now.AddSeconds(10)));
        Assert.False(book.Add(Tick(9, Now), Now.AddSeconds(10.5)));

        var minute = Assert.Single(Read(book, CandleInterval.Minute));
        Assert.Equal((1m, 2m, 2m, 2L), (minute.Open, minute.High, minute.Close, minute.Ticks));
        Assert.Equal(1, book.Late);
    }

    [Fact]
    public void ATickFromAClockThatIsAheadIsTakenWithinTheLatenessOnly()
    {
        var book = Book();

        Assert.True(book.Add(Tick(1, Now.AddSeconds(10)), Now));
        Assert.False(book.Add(Tick(1, Now.AddSeconds(11)), Now));
        Assert.Equal(1, book.Late);
    }

    [Fact]
    public void WhatIsClosedStaysClosedWhenTheWallClockIsSetBack()
    {
        var book = Book();
        book.Add(Tick(1, Now), Now);
        book.Close(Now.AddMinutes(2));

        Assert.False(book.Add(Tick(9, Now), Now));
        Assert.Equal(1m, Assert.Single(Read(book, CandleInterval.Second)).High);
    }

    [Fact]
    public void FurtherPairsThanTheBoundAreRefusedAndCounted()
    {
        var book = new CandleBook(new CandleGrid(DailyCut.Utc), new CandleBookOptions { MaxLines = 1 });

        Assert.True(book.Add(Tick(1, Now), Now));
        Assert.False(book.Add(Tick(1, Now) with { Pair = Given.Pair("BTC/USD") }, Now));
        Assert.Equal((1, 1L), (book.Lines, book.Refused));
    }

    [Fact]
    public void NoMoreClosedCandlesAreKeptThanTheBound()
    {
        var book = new CandleBook(new CandleGrid(DailyCut.Utc), new CandleBookOptions { Kept = 3 });
        for (var second = 0; second < 100; second++)
        {
            book.Add(Tick(1 + second, Now.AddSeconds(second)), Now.AddSeconds(second));
        }

        book.Close(Now.AddMinutes(5));

        Assert.Equal([98m, 99m, 100m], Read(book, CandleInterval.Second).Select(candle => candle.Close));
    }

    [Fact]
    public void AnUnfinishedCandleIsGivenAgainOnlyWhenItHasChanged()
    {
        var book = Book();
        book.Add(Tick(1, Now), Now);
        var given = new List<CandleRow>();

        book.Unfinished(CandleInterval.Day, given.Add);
        book.Unfinished(CandleInterval.Day, given.Add);
        book.Add(Tick(2, Now), Now);
        book.Unfinished(CandleInterval.Day, given.Add);

        Assert.Equal([(1L, false), (2L, true)], given.Select(row => (row.Candle.Ticks, row.Seen)));
    }

    [Theory]
    [InlineData("2026-03-05T21:59:59Z", "2026-03-04T22:00:00Z", "2026-03-05T22:00:00Z")]
    [InlineData("2026-03-05T22:00:00Z", "2026-03-05T22:00:00Z", "2026-03-06T22:00:00Z")]
    [InlineData("2026-03-08T12:00:00Z", "2026-03-07T22:00:00Z", "2026-03-08T21:00:00Z")]
    [InlineData("2026-07-01T21:00:00Z", "2026-07-01T21:00:00Z", "2026-07-02T21:00:00Z")]
    [InlineData("2026-11-01T12:00:00Z", "2026-10-31T21:00:00Z", "2026-11-01T22:00:00Z")]
    public void ADayInNewYorkIsCutAtFive(string at, string open, string end)
    {
        var grid = new CandleGrid(DailyCut.NewYork);

        Assert.Equal(DateTimeOffset.Parse(open), grid.OpenOf(CandleInterval.Day, DateTimeOffset.Parse(at)));
        Assert.Equal(DateTimeOffset.Parse(end), grid.EndOf(CandleInterval.Day, DateTimeOffset.Parse(open)));
    }

    [Theory]
    [InlineData("1s", "2026-03-05T14:07:31Z")]
    [InlineData("1m", "2026-03-05T14:07:00Z")]
    [InlineData("5m", "2026-03-05T14:05:00Z")]
    [InlineData("15m", "2026-03-05T14:00:00Z")]
    [InlineData("1h", "2026-03-05T14:00:00Z")]
    [InlineData("4h", "2026-03-05T12:00:00Z")]
    [InlineData("1d", "2026-03-05T00:00:00Z")]
    public void EveryOtherIntervalIsAlignedToUtc(string code, string open)
    {
        Assert.True(CandleIntervals.TryParse(code, out var interval));
        Assert.Equal(code, interval.Code());
        Assert.Equal(DateTimeOffset.Parse(open), new CandleGrid(DailyCut.Utc).OpenOf(interval, DateTimeOffset.Parse("2026-03-05T14:07:31.5Z")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1M")]
    [InlineData("2h")]
    [InlineData("1m ")]
    public void OtherIntervalsAreNone(string code) => Assert.False(CandleIntervals.TryParse(code, out _));

    [Fact]
    public void ALivePriceCountsAtItsMarketTimeAndAnyOtherFromWhenItWasDecided()
    {
        var live = Given.Price("USD/EUR", 1, Now.AddSeconds(-3));
        var fixing = live with { Kind = SourceKind.Fixing, Timestamp = Given.Today };

        Assert.Equal(Now.AddSeconds(-3), PriceTick.Of(live, Now).Order.At);
        Assert.Equal(Now, PriceTick.Of(fixing, Now).Order.At);
    }

    [Fact]
    public void AFixingIsNoLowOfTheMinuteInWhichLivePricesCome()
    {
        var book = Book();
        var live = Given.Price("USD/EUR", 0.8709m, Now);
        var fixing = live with { Mid = 0.8686m, Bid = 0.8686m, Ask = 0.8686m, Kind = SourceKind.Fixing, Sequence = live.Sequence - 1 };

        Assert.True(book.Add(PriceTick.Of(fixing, Now), Now));
        Assert.Equal(0.8686m, Assert.Single(Read(book, CandleInterval.Minute)).Low);

        Assert.True(book.Add(PriceTick.Of(live, Now), Now));
        var bar = Assert.Single(Read(book, CandleInterval.Minute));
        Assert.Equal((0.8709m, 0.8709m, CandleOrigin.Decided), (bar.Open, bar.Low, bar.Origin));
    }

    [Fact]
    public void ARealPriceIsPreferredToASimulatedOneUnlessItIsAWeekOlder()
    {
        var made = Recorded(Now, simulated: true);
        var real = Recorded(Now.AddDays(-7), simulated: false);
        var old = Recorded(Now.AddDays(-8), simulated: false);

        Assert.Equal(real, RecordedPrice.Better(made, real));
        Assert.Equal(made, RecordedPrice.Better(made, old));
        Assert.Equal(made, RecordedPrice.Better(null, made));
    }

    private static RecordedPrice Recorded(DateTimeOffset at, bool simulated) =>
        new(Pair, 1, 0, 0, new TickOrder(at, 0, 0), CandleInterval.Day, CandleOrigin.Decided, simulated);

    private static CandleBook Book() => new(new CandleGrid(DailyCut.Utc), new CandleBookOptions { Kept = 10 });

    private static PriceTick Tick(decimal mid, DateTimeOffset at) =>
        new(Pair, mid, 0, new TickOrder(at, 1, 1), CandleOrigin.Decided, Simulated: false);

    private static IReadOnlyList<Candle> Read(CandleBook book, CandleInterval interval) =>
        book.Read(new CandleQuery(Pair, interval, Now.AddDays(-1), Now.AddDays(1), 1000));
}
