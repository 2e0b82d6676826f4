using System.Diagnostics;
using System.Globalization;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Simulation;

/// <summary>What a decision on one quote costs with live sources with spreads, a moment apart: the best and the median of all rounds.</summary>
internal static class DecisionCost
{
    private const int Quotes = 20_000;

    public static string Measure(int count, bool liar, int rounds)
    {
        var random = new Randomness(9);
        var sources = Enumerable.Range(0, count).Select(number => Given.Live($"S{number}")).ToArray();
        var quotes = new Quote[Quotes];
        var nows = new ClockReading[Quotes];
        for (var i = 0; i < Quotes; i++)
        {
            var mid = Math.Round(1.16m * (1 + (0.0002m * (decimal)random.Signed())), 5) * (liar && i % count == 4 ? 100 : 1);
            nows[i] = new ClockReading(Given.Now.AddMilliseconds(i * 20), TimeSpan.FromMilliseconds(i * 20));
            quotes[i] = Given.Quote("EUR/USD", mid - 0.0001m, mid, mid + 0.0001m, nows[i].Wall, sources[i % count]);
        }

        var times = new double[rounds];
        var allocated = 0L;
        for (var round = 0; round < rounds; round++)
        {
            var price = new PairPrice(CurrencyPair.Parse("EUR/USD"), new PricingPolicy { MaxSources = Math.Max(count, 16) }, 1);
            for (var i = 0; i < 1000; i++)
            {
                price.Apply(quotes[i], nows[i], out _);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 1000; i < Quotes; i++)
            {
                price.Apply(quotes[i], nows[i], out _);
            }

            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / (Quotes - 1000);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(times);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count} sources{(liar ? ", one lying" : "")}: {times[0]:F2} µs at best, {times[rounds / 2]:F2} µs in the middle, {allocated} bytes allocated");
    }
}
