using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;
using Xunit.Abstractions;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>
/// The ECB's fixings since 1999 as the truth, live sources that err by 0.03 % around it, and faults in every hundredth quote.
/// The seed is a constant, so that a failure comes again.
/// </summary>
public sealed class EcbConsensusTests(ITestOutputHelper output)
{
    private const ulong Seed = 1999;
    private const double Noise = 0.0003;
    private const double FaultShare = 0.01;

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<(DateOnly Date, decimal Rate)>> History = EcbHistory.Series();

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void FaultsAreFoundHonestQuotesAreKeptAndTheConfidenceCoversTheTruth(int sources)
    {
        var tally = new EcbTally();
        foreach (var (currency, fixings) in History)
        {
            Follow(currency, fixings, sources, tally);
        }

        output.WriteLine($"{sources} sources: {tally}");
        Assert.True(tally.Days > 150_000, "the history was read");
        Assert.True(tally.Faults > 1000, "there were faults");
        Assert.Empty(tally.Missed);
        Assert.True(tally.HonestExcluded < 0.001 * tally.Honest, $"{tally.HonestExcluded} of {tally.Honest} honest quotes were excluded");
        Assert.InRange((double)tally.Covered / tally.Days, 0.94, 0.96);
    }

    [Theory]
    [InlineData("CHF", "2015-01-15")]
    [InlineData("TRY", "2018-08-13")]
    [InlineData("TRY", "2021-12-20")]
    [InlineData("RUB", "2014-12-16")]
    [InlineData("RUB", "2022-03-01")]
    [InlineData("ISK", "2008-10-08")]
    public void ARealCrashPassesAtOnce(string currency, string date)
    {
        var fixings = History[currency].ToList();
        var day = fixings.FindIndex(fixing => fixing.Date >= DateOnly.Parse(date));
        var market = new EcbMarket(currency, 3, new Randomness(Seed));
        for (var i = day - 5; i <= day; i++)
        {
            market.Quote(fixings[i].Date, (double)fixings[i].Rate, noise: Noise, faults: 0);
        }

        Assert.All(market.Kept, kept => Assert.True(kept));
        Assert.True(market.Price.Quorate);
        Assert.InRange((double)market.Price.Mid / (double)fixings[day].Rate, 0.999, 1.001);
    }

    [Fact]
    public void AFixingsConfidenceCoversTheNextDaysFixing()
    {
        var (days, covered) = (0, 0);
        foreach (var (currency, fixings) in History.Where(entry => entry.Value.Count > 1000))
        {
            var price = new PairPrice(Given.Pair($"EUR/{currency}"), new PricingPolicy { ExplainDepth = 0 }, 1);
            for (var i = 0; i < fixings.Count - 1; i++)
            {
                var at = new DateTimeOffset(fixings[i].Date, new TimeOnly(15, 0), TimeSpan.Zero);
                var quote = Given.Quote($"EUR/{currency}", fixings[i].Rate, new(fixings[i].Date, TimeOnly.MinValue, TimeSpan.Zero), Given.Fixing());
                var now = new ClockReading(at, at - DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000));
                price.Apply(quote, now, out _);
                price.Reconsider(now with { Monotonic = now.Monotonic + TimeSpan.FromMinutes(3) });
                if (i > 100 && price.Current.Mid == fixings[i].Rate)
                {
                    days++;
                    covered += Math.Abs(price.Current.Mid - fixings[i + 1].Rate) <= price.Current.Confidence ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{days} days, {(double)covered / days:P2} covered");
        Assert.InRange((double)covered / days, 0.93, 0.97);
    }

    private static void Follow(string currency, IReadOnlyList<(DateOnly Date, decimal Rate)> fixings, int sources, EcbTally tally)
    {
        var market = new EcbMarket(currency, sources, new Randomness(((Seed + (ulong)sources) * 1000) + (ulong)(currency[0] * 7) + (ulong)(currency[1] * 31) + currency[2]));
        foreach (var (date, rate) in fixings)
        {
            market.Quote(date, (double)rate, Noise, FaultShare);
            tally.Days++;
            tally.Covered += Math.Abs((double)market.Price.Mid - (double)rate) <= (double)market.Price.Confidence ? 1 : 0;
            for (var i = 0; i < sources; i++)
            {
                if (market.Faults[i] == 0)
                {
                    tally.Honest++;
                    tally.HonestExcluded += market.Kept[i] ? 0 : 1;
                }
                else if (Math.Abs(market.Faults[i]) > 0.01)
                {
                    tally.Faults++;
                    if (market.Kept[i])
                    {
                        tally.Missed.Add($"{currency} {date}: source {i} was off by {market.Faults[i]:P2}");
                    }
                }
            }
        }
    }
}
