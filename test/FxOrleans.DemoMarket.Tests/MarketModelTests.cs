using System.Diagnostics;
using FxOrleans.Pricing;
using Xunit.Abstractions;

namespace FxOrleans.DemoMarket.Tests;

public class MarketModelTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 22, 0, 0, TimeSpan.Zero);
    private static readonly MarketModel Model = new(42);

    private static readonly Asset[] Held = [.. Model.Listings.Select(listing => listing.Asset)];

    private static double Rate(string @base, string quote, DateTimeOffset at) => Rate(@base, quote, Model.At(at));

    private static double Rate(string @base, string quote, MarketMoment moment) => moment.Usd(AssetCatalog.Get(@base)) / moment.Usd(AssetCatalog.Get(quote));

    [Fact]
    public void Holds_what_the_contract_promises()
    {
        Assert.All(new[] { "XAU", "XAG", "XPT", "XPD", "AAPL", "MSFT", "TSLA", "NVDA", "AMZN", "GOOGL", "META" }, code => Assert.Contains(AssetCatalog.Get(code), Held));
        var coins = AssetCatalog.All.Where(asset => asset.Class == AssetClass.Coin).Take(40);
        Assert.All(coins, coin => Assert.Contains(coin, Held));
        Assert.True(Held.Count(asset => asset is { Class: AssetClass.Currency, IsDead: false, Number: not null }) >= 155);
    }

    [Fact]
    public void Passes_through_the_real_rates_of_the_anchor_day_whatever_the_seed()
    {
        foreach (var seed in new[] { 0, 42, 7_000_000 })
        {
            var moment = new MarketModel(seed).At(MarketModel.AnchorTime);
            Assert.Equal(0.88022588, Rate("USD", "EUR", moment), 12);
            Assert.Equal(157.47729333, Rate("USD", "JPY", moment), 9);
            Assert.Equal(1 / 0.000012017405, moment.Usd(AssetCatalog.Get("BTC")), 6);
        }
    }

    [Fact]
    public void The_same_seed_and_time_give_the_same_bits_and_another_seed_others()
    {
        var (same, other) = (new MarketModel(42).At(Now), new MarketModel(43).At(Now));
        var mine = Model.At(Now);
        Assert.All(Held, asset => Assert.Equal(BitConverter.DoubleToInt64Bits(mine.Usd(asset)), BitConverter.DoubleToInt64Bits(same.Usd(asset))));
        Assert.NotEqual(mine.Usd(AssetCatalog.Eur), other.Usd(AssetCatalog.Eur));
    }

    [Fact]
    public void Exponential_agrees_with_the_library_to_the_last_places()
    {
        for (var x = -8.0; x < 8; x += 0.0137)
        {
            Assert.Equal(1, Exponential.Of(x) / Math.Exp(x), 14);
        }

        Assert.Equal(1, Exponential.Of(0));
    }

    [Fact]
    public void Every_value_is_positive_and_sane_over_years()
    {
        for (var days = -1200; days <= 1500; days += 37)
        {
            var (then, anchor) = (Model.At(Now.AddDays(days)), Model.At(MarketModel.AnchorTime));
            foreach (var asset in Held)
            {
                var ratio = then.Usd(asset) / anchor.Usd(asset);
                var limit = asset.Class switch { AssetClass.Coin => 20, AssetClass.Stock => 4, AssetClass.Metal => 3, _ => 2 };
                Assert.True(ratio > 1.0 / limit && ratio < limit, $"{asset.Code} times {ratio} at {days} days");
            }
        }
    }

    [Theory]
    [InlineData("USD", "AED", 3.6725, 0.002)]
    [InlineData("USD", "SAR", 3.75, 0.002)]
    [InlineData("USD", "HKD", 7.8448, 0.015)]
    [InlineData("EUR", "DKK", 7.4751, 0.002)]
    [InlineData("EUR", "XAF", 655.957, 0.002)]
    [InlineData("USDT", "USD", 1, 0.005)]
    [InlineData("XAU", "PAXG", 1, 0.006)]
    public void Pegs_hold(string @base, string quote, double rate, double within)
    {
        for (var hours = 0; hours < 24 * 700; hours += 101)
        {
            Assert.InRange(Rate(@base, quote, Now.AddHours(-hours)) / rate, 1 - within, 1 + within);
        }
    }

    [Fact]
    public void No_peg_is_taken_for_broken_in_a_year()
    {
        foreach (var test in Pegs.All.Where(peg => !peg.Pair.Quote.IsDead).Select(peg => new PegTest(peg)))
        {
            for (var hours = 0; hours < 24 * 365; hours += 12)
            {
                var at = Now.AddHours(hours - (24 * 365));
                var rate = (decimal)Rate(test.Peg.Pair.Base.Code, test.Peg.Pair.Quote.Code, at);
                test.Observe([new PegVoice("A", "A", rate, at), new PegVoice("B", "B", rate, at)], at);
                Assert.True(test.State != PegState.Broken, $"{test.Peg.Pair} at {rate}");
            }
        }
    }

    [Theory]
    [InlineData("EUR", "USD", 5)]
    [InlineData("GBP", "USD", 5)]
    [InlineData("USD", "JPY", 3)]
    [InlineData("BTC", "USD", 2)]
    public void Majors_move_from_tick_to_tick_by_no_more_than_a_few_pips(string @base, string quote, int digits)
    {
        var (moved, steps) = (0, 500);
        for (var tick = 0; tick < steps; tick++)
        {
            var before = Rate(@base, quote, Now.AddMilliseconds(200 * tick));
            var after = Rate(@base, quote, Now.AddMilliseconds(200 * (tick + 1)));
            moved += Math.Round(before, digits) != Math.Round(after, digits) ? 1 : 0;
            Assert.InRange(after / before, 1 - (@base == "BTC" ? 0.003 : 0.0003), 1 + (@base == "BTC" ? 0.003 : 0.0003));
        }

        output.WriteLine($"{@base}/{quote}: {moved} of {steps}");
        Assert.True(moved > steps * 0.7, $"{moved} of {steps}");
    }

    [Theory]
    [InlineData("EUR", 0.04, 0.14)]
    [InlineData("BRL", 0.07, 0.28)]
    [InlineData("XAU", 0.09, 0.32)]
    [InlineData("BTC", 0.25, 0.9)]
    [InlineData("AAPL", 0.15, 0.55)]
    public void Volatility_a_day_is_about_what_it_should_be(string code, double least, double most)
    {
        var returns = Returns(code);
        var yearly = Math.Sqrt(returns.Average(r => r * r) * 365);
        output.WriteLine($"{code}: {yearly:P1}");
        Assert.InRange(yearly, least, most);
    }

    [Theory]
    [InlineData("EUR", "GBP", 0.3, 1)]
    [InlineData("EUR", "CHF", 0.3, 1)]
    [InlineData("BTC", "ETH", 0.5, 1)]
    [InlineData("AAPL", "MSFT", 0.1, 1)]
    [InlineData("EUR", "AAPL", -0.4, 0.5)]
    public void Assets_move_together_as_their_kind_does(string one, string other, double least, double most)
    {
        var (x, y) = (Returns(one), Returns(other));
        var correlation = x.Zip(y, (a, b) => a * b).Sum() / Math.Sqrt(x.Sum(a => a * a) * y.Sum(b => b * b));
        output.WriteLine($"{one} and {other}: {correlation:F2}");
        Assert.InRange(correlation, least, most);
    }

    [Fact]
    public void Evaluation_is_cheap()
    {
        var watch = Stopwatch.StartNew();
        var sum = 0.0;
        for (var i = 0; i < 200; i++)
        {
            var moment = Model.At(Now.AddMilliseconds(i));
            sum += Held.Sum(moment.Usd);
        }

        Assert.True(sum > 0);
        output.WriteLine($"{watch.Elapsed.TotalMicroseconds / 200 / Held.Length:F3} µs an asset, {Held.Length} assets"); // reported, not asserted
    }

    private static List<double> Returns(string code) =>
        [.. Enumerable.Range(0, 700).Select(day => Math.Log(Rate(code, "USD", Now.AddDays(-day)) / Rate(code, "USD", Now.AddDays(-day - 1))))];
}
