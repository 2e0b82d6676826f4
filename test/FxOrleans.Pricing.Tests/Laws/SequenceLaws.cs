using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>A reader who takes only what is newer by epoch and sequence never misses a price and never goes back.</summary>
public sealed class SequenceLaws
{
    private static readonly Gen<Action<Market>> AnyStep = Gen.Frequency(
        (6, from source in Gen.Choose(0, 4)
            from mid in Gen.Choose(8700, 8900)
            from lag in Gen.Choose(-20, 5)
            select (Action<Market>)(market => market.Says(Source(source), mid / 10_000m, market.Time.GetUtcNow().AddSeconds(lag)))),
        (2, from seconds in Gen.Choose(0, 15) select (Action<Market>)(market => market.Wait(seconds))),
        (1, from seen in Gen.Choose(0, 20) select (Action<Market>)(market => market.Decider.RaiseEpoch(seen))));

    [Fact]
    public void EveryNewPriceIsNewerAndNothingElseChangesThePrice() => Law.Holds(Gen.ListOf(AnyStep), steps =>
    {
        var market = new Market();
        Price? last = null;
        foreach (var step in steps)
        {
            step(market);
            if (!market.Decider.HasPrice)
            {
                continue;
            }

            var now = market.Price;
            Assert.True(last is null || now == last || now.IsNewerThan(last.Value), $"{now} after {last}");
            last = now;
        }
    });

    [Fact]
    public void TheAnswerSaysWhetherThePriceIsNew() => Law.Holds(
        Gen.ListOf(from mid in Gen.Choose(8790, 8800) from wait in Gen.Choose(0, 6) select (mid, wait)),
        quotes =>
        {
            var market = new Market();
            foreach (var (mid, wait) in quotes)
            {
                AssertSaysSo(market, () => market.Wait(wait));
                AssertSaysSo(market, () => market.Says(Source(mid % 3), mid / 10_000m));
            }
        });

    [Fact]
    public void ThePriceIsNeverOfTheFutureAndNeverCrossed() => Law.Holds(Gen.ListOf(AnyStep), steps =>
    {
        var market = new Market();
        foreach (var step in steps)
        {
            step(market);
            if (market.Decider.HasPrice)
            {
                Assert.True(market.Price.Timestamp <= market.Time.GetUtcNow());
                Assert.InRange(market.Price.Mid, market.Price.Bid, market.Price.Ask);
                Assert.True(market.Price.Confidence > 0);
            }
        }
    });

    private static void AssertSaysSo(Market market, Func<bool> step)
    {
        var before = market.Decider.Current;
        var changed = step();

        Assert.Equal(changed, market.Decider.Current != before);
    }

    private static QuoteSource Source(int number) => number switch
    {
        3 => Given.Periodic(),
        4 => Given.Simulated(),
        _ => Given.Live($"L{number}"),
    };
}
