using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Assets;

/// <summary>The sequential test for a peg's break.</summary>
public sealed class PegBreakTests
{
    private static readonly Peg Dirham = Pegs.All.Single(peg => peg.Pair == Given.Pair("USD/AED"));

    [Fact]
    public void Every_parity_lies_in_its_band() => Assert.All(Pegs.All, peg => Assert.InRange(peg.Parity, peg.Low, peg.High));

    [Theory]
    [InlineData("USD", "HKD")] // 0.6 % outside of today's band for weeks in 2003, 1.2 % on a day of 1999.
    [InlineData("EUR", "DKK")]
    [InlineData("EUR", "BGN")]
    public void A_peg_that_holds_gives_no_alarm_in_the_history_of_the_ECB(string anchor, string pegged)
    {
        var series = EcbHistory.Series();
        var dollars = series["USD"].ToDictionary(row => row.Date, row => row.Rate);
        var test = new PegTest(Pegs.All.Single(peg => peg.Pair.Base.Code == anchor && peg.Pair.Quote.Code == pegged));
        foreach (var (date, rate) in series[pegged])
        {
            var at = new DateTimeOffset(date.ToDateTime(default), TimeSpan.Zero);
            var value = anchor == "USD" ? rate / dollars[date] : rate;
            test.Observe([Voice("A", value, at), Voice("B", value, at)], at);

            Assert.NotEqual(PegState.Broken, test.State);
        }

        Assert.True(series[pegged].Count > 6_000);
    }

    [Fact]
    public void A_break_is_known_by_the_second_publication_of_two_voices_and_over_when_the_band_holds_again()
    {
        var test = new PegTest(Dirham);
        Observe(test, 0, 3.6725m, 3.6725m);
        Assert.Equal((PegState.Inside, null), (test.State, test.Since));

        Observe(test, 1, 4.4m, 4.41m);
        Assert.Equal((PegState.Edge, Day(1)), (test.State, test.Since));
        Observe(test, 2, 4.4m, 4.41m);
        Assert.Equal((PegState.Broken, Day(2)), (test.State, test.Since));

        Observe(test, 3, 3.6725m, 3.6725m);
        Assert.Equal(PegState.Broken, test.State);
        for (var day = 4; day < 7; day++)
        {
            Observe(test, day, 3.6725m, 3.6725m);
        }

        Assert.Equal(PegState.Inside, test.State);
    }

    [Theory]
    [InlineData(1.2, 8)]
    [InlineData(-1.2, 8)]
    [InlineData(2.0, 2)]
    public void A_small_break_takes_longer(double percent, int observations)
    {
        var test = new PegTest(Dirham);
        var outside = percent > 0 ? Dirham.High * (decimal)Math.Exp(percent / 100) : Dirham.Low * (decimal)Math.Exp(percent / 100);
        for (var day = 0; day < observations; day++)
        {
            Assert.NotEqual(PegState.Broken, test.State);
            Observe(test, day, outside, outside);
        }

        Assert.Equal(PegState.Broken, test.State);
    }

    [Fact]
    public void The_same_quotes_heard_again_and_those_of_one_voice_are_no_evidence()
    {
        var test = new PegTest(Dirham);
        for (var second = 0; second < 100; second++)
        {
            test.Observe([Voice("A", 4.4m, Day(1)), Voice("B", 4.4m, Day(1))], Day(1).AddSeconds(second));
            test.Observe([Voice("A", 4.4m, Day(2).AddSeconds(second))], Day(2));
            test.Observe([Voice("A", 4.4m, Day(3).AddSeconds(second)), Voice("A2", 4.4m, Day(3).AddSeconds(second)) with { Group = "A" }], Day(3));
        }

        Assert.Equal(PegState.Edge, test.State);
    }

    [Fact]
    public void Fewer_liars_than_half_never_break_a_peg() => Law.Holds(
        from honest in Gen.Choose(1, 4)
        from liars in Gen.Choose(1, honest)
        from days in Gen.ListOf(from lie in Gen.Choose(1, 100_000) from truth in Gen.Choose(0, 100) select (lie, truth))
        select (honest, liars, days),
        given =>
        {
            // As many liars as honest voices are no majority either.
            var test = new PegTest(Dirham);
            foreach (var ((lie, truth), day) in given.days.Select((row, i) => (row, i)))
            {
                var voices = Enumerable.Range(0, given.honest).Select(i => Voice($"H{i}", Dirham.Low + ((Dirham.High - Dirham.Low) * truth / 100), Day(day)))
                    .Concat(Enumerable.Range(0, given.liars).Select(i => Voice($"L{i}", lie / 1000m, Day(day))));
                test.Observe([.. voices], Day(day));
                Assert.NotEqual(PegState.Broken, test.State);
            }
        });

    [Theory]
    [InlineData(3.6725, PegState.Inside)]
    [InlineData(3.6814, PegState.Edge)]
    [InlineData(3.6635, PegState.Edge)]
    [InlineData(3.70, PegState.Edge)]
    public void Near_an_end_of_the_band_is_its_edge(double rate, PegState state)
    {
        var test = new PegTest(Dirham);
        Observe(test, 0, (decimal)rate, (decimal)rate);
        Assert.Equal(state, test.State);
    }

    [Fact]
    public void A_broken_peg_refuses_every_price_of_its_currency_until_it_holds()
    {
        var watch = new PegWatch();
        void Look(int day, decimal rate) => watch.Look(test =>
        {
            PegVoice[] voices = [Voice("A", rate, Day(day)), Voice("B", rate, Day(day))];
            return test.Peg == Dirham && test.Observe(voices, Day(day)) is var _ ? voices : null;
        });

        Look(0, 3.6725m);
        var before = watch.Version;
        Look(1, 4.4m);
        Look(2, 4.4m);

        Assert.True(watch.Version > before);
        Assert.Equal((true, true, false), (watch.IsBroken(Given.Pair("USD/AED")), watch.IsBroken(Given.Pair("AED/INR")), watch.IsBroken(Given.Pair("USD/SAR"))));
        Assert.Equal(PriceUsage.Refuse, UsageRule.Judge(watch.Mark(Given.Price("USD/AED", 4.4m)), new PricingPolicy(), Given.Now).Usage());
        Assert.Equal(PegState.Broken, watch.Reports.Single().State);
        for (var day = 3; day < 7; day++)
        {
            Look(day, 3.6725m);
        }

        Assert.False(watch.IsBroken(Given.Pair("USD/AED")));
    }

    private static void Observe(PegTest test, int day, decimal first, decimal second) =>
        test.Observe([Voice("A", first, Day(day)), Voice("B", second, Day(day))], Day(day));

    private static PegVoice Voice(string name, decimal value, DateTimeOffset at) => new(name, name, value, at);

    private static DateTimeOffset Day(int day) => Given.Today.AddDays(day);
}
