using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

public sealed class AllocationTests
{
    private const int Sources = 9;
    private const int Applies = 10_000;

    [Fact]
    public void DecidingAndReadingAllocateNothing()
    {
        var quotes = MakeQuotes();
        var decider = new PairPrice(Given.Pair("USD/EUR"), new PricingPolicy(), 1);
        var now = new ClockReading(Given.Now.AddSeconds(Applies), TimeSpan.Zero);
        var warm = ApplyAll(decider, quotes.AsSpan(0, Applies / 2), now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var steady = ApplyAll(decider, quotes.AsSpan(Applies / 2), now);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(warm > 0 && steady > Applies / 4, "there were new prices to read");
    }

    // Both directions, fixings among live sources, an outlier now and then; time passes between them.
    private static Quote[] MakeQuotes()
    {
        var sources = Enumerable.Range(0, Sources)
            .Select(i => i == 8 ? Given.Fixing() : Given.Live($"S{i}") with { Group = $"G{i / 2}" })
            .ToArray();
        return Enumerable.Range(0, Applies + (Applies / 2))
            .Select(i => Given.Quote(
                i % 2 == 0 ? "USD/EUR" : "EUR/USD",
                (i % 2 == 0 ? 0.88m : 1.1364m) + (i % 97 * 0.00001m) + (i % 501 == 0 ? 1 : 0),
                Given.Now.AddSeconds(Applies - 9).AddMilliseconds(i / 2),
                sources[i % Sources]))
            .ToArray();
    }

    private static int ApplyAll(PairPrice decider, ReadOnlySpan<Quote> quotes, ClockReading now)
    {
        var changed = 0;
        foreach (ref readonly var quote in quotes)
        {
            changed += decider.Apply(quote, now, out _) ? 1 : 0;
            changed += decider.Reconsider(now) ? 1 : 0;
            changed += decider.Current.Mid > 0 ? 0 : 1;
        }

        return changed;
    }
}
