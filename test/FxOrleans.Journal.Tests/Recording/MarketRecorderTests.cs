using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>What recording costs the market that is recorded.</summary>
public sealed class MarketRecorderTests
{
    [Fact]
    public void Recording_allocates_nothing()
    {
        var price = new PairPrice(CurrencyPair.Parse("USD/EUR"), new PricingPolicy { FrozenQuotes = 3, FrozenAfter = TimeSpan.FromSeconds(2), HoldFor = TimeSpan.FromSeconds(20), ExplainDepth = 0 }, 1);
        var spare = Array.Empty<byte>();
        using var recorder = new MarketRecorder(price, new byte[Entry.DigestBytes], "engine", Given.Now);
        var sources = Enumerable.Range(0, 5).Select(number => Given.Live($"S{number}")).ToArray();
        var quotes = Enumerable.Range(0, 4_000).Select(i => Given.Quote("USD/EUR", 0.88m + (i % 97 * 0.00001m), Given.Now.AddMilliseconds(i), sources[i % 5])).ToArray();
        for (var round = 0; round < 4; round++)
        {
            Apply(round);
            recorder.TryTake(ref spare, out _, out _); // Until both arrays have grown.
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Apply(4);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(0, recorder.Lost);

        void Apply(int round)
        {
            for (var i = 0; i < quotes.Length; i++)
            {
                var passed = TimeSpan.FromMilliseconds((round * quotes.Length) + i);
                price.Apply(quotes[i], new ClockReading(Given.Now + passed, passed), out _);
            }
        }
    }
}
