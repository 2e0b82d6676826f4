using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Candles;

/// <summary>A candle is a sum of ticks: neither their order of arrival nor how they are grouped changes it.</summary>
public sealed class CandleLaws
{
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(30);
    private static readonly CandleGrid Grid = new(DailyCut.Utc);
    private static readonly DateTimeOffset Start = Given.Now.AddMilliseconds(-500);

    // Many ticks share a second, as sources give them, and some share a place altogether.
    private static readonly Gen<PriceTick> AnyTick =
        from mid in Gen.Choose(1, 9)
        from spread in Gen.Choose(0, 3)
        from second in Gen.Choose(0, 3)
        from sequence in Gen.Choose(1, 4)
        select new PriceTick(
            Given.Pair("USD/EUR"), mid, spread, new TickOrder(Start.AddSeconds(second), 1, sequence), CandleOrigin.Decided, Simulated: false);

    [Fact]
    public void AnyOrderOfArrivalWithinTheLatenessGivesTheSameCandles() => Law.Holds(
        from ticks in Gen.NonEmptyListOf(AnyTick)
        from shuffled in Gen.Shuffle(ticks.ToArray())
        from pauses in Gen.ListOf(Gen.Choose(0, 2))
        select (InOrder: ticks.OrderBy(tick => tick.Order).ToArray(), Shuffled: shuffled, Pauses: pauses.ToArray()),
        given => Assert.Equal(Candles(given.InOrder, []), Candles(given.Shuffled, given.Pauses)));

    [Fact]
    public void MergingIsCommutativeAndAssociative() => Law.Holds(
        from a in AnyTick from b in AnyTick from c in AnyTick select (Of(a), Of(b), Of(c)),
        given =>
        {
            var (a, b, c) = given;
            Assert.Equal(a.Merge(b), b.Merge(a));
            Assert.Equal(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
        });

    [Fact]
    public void JoiningViewsOfTheSameTicksAddsNothing() => Law.Holds(
        Gen.NonEmptyListOf(AnyTick).Select(ticks => ticks.ToArray()),
        ticks =>
        {
            var all = Sum(ticks.Select(Of));
            var some = Sum(ticks.Take((ticks.Length + 1) / 2).Select(Of));
            Assert.Equal(all, all.Join(all));
            Assert.Equal((all.High, all.Low, all.Open, all.Close, all.Ticks), Told(some.Join(all)));
            Assert.Equal(Told(some.Join(all)), Told(all.Join(some)));
        });

    [Fact]
    public void FineCandlesRollUpExactlyIntoCoarserOnes() => Law.Holds(
        Gen.NonEmptyListOf(from tick in AnyTick from minute in Gen.Choose(0, 2000) select Later(tick, minute)).Select(ticks => ticks.ToArray()),
        ticks =>
        {
            foreach (var coarse in CandleIntervals.All.Skip(1))
            {
                foreach (var fine in CandleIntervals.All.Where(interval => interval < coarse))
                {
                    Assert.Equal(Group(ticks.Select(Of), coarse), Group(Group(ticks.Select(Of), fine), coarse));
                }
            }
        });

    [Theory]
    [InlineData(DailyCut.Utc)]
    [InlineData(DailyCut.NewYork)]
    public void HourlyCandlesFedAsTicksAreTheDailyCandlesOfTheSameData(DailyCut cut) => Law.Holds(
        Gen.NonEmptyListOf(from mid in Gen.Choose(1, 99) from minute in Gen.Choose(0, 20_000) select (Mid: (decimal)mid, Minute: minute)).Select(ticks => ticks.ToArray()),
        given =>
        {
            var grid = new CandleGrid(cut);
            var ticks = given.Select((tick, i) => Tick(tick.Mid, Start.AddMinutes(tick.Minute), i)).ToArray();
            var hours = Group(ticks.Select(Of), CandleInterval.Hour, grid);

            // As a source of hourly bars gives them: open, high and low in between, close.
            var fed = hours.SelectMany((hour, i) => new[]
            {
                Tick(hour.Open, hour.First.At, 0),
                Tick(hour.High, hour.First.At, 1),
                Tick(hour.Low, hour.First.At, 2),
                Tick(hour.Close, hour.Last.At, long.MaxValue),
            });

            Assert.Equal(
                Group(ticks.Select(Of), CandleInterval.Day, grid).Select(Prices),
                Group(fed.Select(Of), CandleInterval.Day, grid).Select(Prices));
        });

    [Fact]
    public void WhatWasPublishedTheOtherWayRoundIsReadWithItsOwnDigits() => Law.Holds(
        from open in Any.Rate from close in Any.Rate select (Open: open, Close: close),
        given =>
        {
            var kept = Sum([Of(Tick(Kept(given.Open), Start, 1)), Of(Tick(Kept(given.Close), Start, 2))]);
            var read = kept.Invert();
            Assert.Equal((given.Open, given.Close), (read.Open, read.Close));
            Assert.Equal((Math.Max(given.Open, given.Close), Math.Min(given.Open, given.Close)), (read.High, read.Low));
        });

    private static decimal Kept(decimal published) => RatePrecision.Round(RatePrecision.Invert(published), RatePrecision.Decided);

    private static PriceTick Tick(decimal mid, DateTimeOffset at, long sequence) =>
        new(Given.Pair("USD/EUR"), mid, 0, new TickOrder(at, 1, sequence), CandleOrigin.Decided, Simulated: false);

    private static PriceTick Later(PriceTick tick, int minutes) => tick with { Order = tick.Order with { At = tick.Order.At.AddMinutes(minutes) } };

    private static Candle Of(PriceTick tick) => Candle.Of(tick, tick.Order.At);

    private static Candle Sum(IEnumerable<Candle> candles) => candles.Aggregate((all, next) => all.Merge(next));

    private static List<Candle> Group(IEnumerable<Candle> candles, CandleInterval interval, CandleGrid? grid = null) =>
    [
        .. candles.GroupBy(candle => (grid ?? Grid).OpenOf(interval, candle.OpenTime))
            .OrderBy(bar => bar.Key)
            .Select(bar => Sum(bar) with { OpenTime = bar.Key }),
    ];

    private static (DateTimeOffset, decimal, decimal, decimal, decimal) Prices(Candle candle) => (candle.OpenTime, candle.Open, candle.High, candle.Low, candle.Close);

    private static (decimal, decimal, decimal, decimal, long) Told(Candle candle) => (candle.High, candle.Low, candle.Open, candle.Close, candle.Ticks);

    private static List<CandleRow> Candles(PriceTick[] ticks, int[] pauses)
    {
        var book = new CandleBook(Grid, new CandleBookOptions { Lateness = Lateness });
        var now = Start.AddSeconds(4);
        var rows = new List<CandleRow>();
        for (var i = 0; i < ticks.Length; i++)
        {
            now = now.AddSeconds(i < pauses.Length && now < Start.AddSeconds(25) ? pauses[i] : 0);
            book.Close(now, rows.Add);
            Assert.True(book.Add(ticks[i], now));
        }

        book.Close(now.AddDays(3), rows.Add);
        return [.. rows.OrderBy(row => row.Interval).ThenBy(row => row.Candle.OpenTime)];
    }
}
