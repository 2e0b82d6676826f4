using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.History.Tests;

/// <summary>Without a database a host remembers what it hears.</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task WhatComesFromTheTickSourceIsRememberedOnce()
    {
        await using var host = await HistoryHost.StartAsync(null);
        var first = host.Engine.Tick("USD/EUR", 0.90m);
        host.Engine.Tick("USD/EUR", 0.95m);
        host.Engine.Publish(first); // Doubled, or late.
        host.Engine.Tick("GBP/CHF", 1.1m); // Not tracked.

        var candle = Assert.Single(await host.CandlesAsync("USD/EUR", CandleInterval.Day, Given.Today, Given.Now.AddDays(1)));

        Assert.Equal((0.90m, 0.95m, 2L), (candle.Open, candle.Close, candle.Ticks));
        Assert.Empty(await host.CandlesAsync("GBP/CHF", CandleInterval.Day, Given.Today, Given.Now.AddDays(1)));
        Assert.Equal(1, host.Memory.Candles.Lines);
    }

    [Fact]
    public async Task DerivedPricesAreRememberedFromThisHostAndFromOthers()
    {
        await using var host = await HistoryHost.StartAsync(null);
        host.Sink(Given.Price("EUR/JPY", 160m) with { Derived = true });
        host.Engine.Tick(Given.Price("USD/JPY", 150m) with { Derived = true });
        host.Engine.Tick(Given.Price("USD/EUR", 0.9m));

        var kinds = new List<CandleOrigin>();
        foreach (var pair in (string[])["EUR/JPY", "USD/JPY", "USD/EUR"])
        {
            kinds.Add(Assert.Single(await host.CandlesAsync(pair, CandleInterval.Day, Given.Today, Given.Now.AddDays(1))).Origin);
        }

        Assert.Equal([CandleOrigin.Derived, CandleOrigin.Derived, CandleOrigin.Decided], kinds);
    }

    [Fact]
    public async Task AnAskedPairLeavesNothingBehind()
    {
        await using var host = await HistoryHost.StartAsync(null);

        Assert.Null(await host.Record.PriceAsync(Given.Pair("GBP/CHF"), Given.Now, CancellationToken.None));
        Assert.Empty(await host.CandlesAsync("GBP/CHF", CandleInterval.Day, Given.Today, Given.Now.AddDays(1)));
        Assert.Equal(0, host.Memory.Candles.Lines);
    }

    [Fact]
    public async Task NoMoreBarsAreRememberedThanConfigured()
    {
        await using var host = await HistoryHost.StartAsync(null, settings: [("History:MemoryBars", "5"), ("History:Lateness", "00:00:00")]);
        for (var second = 0; second < 60; second++)
        {
            host.Tick("USD/EUR", 1m + second);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        IReadOnlyList<Candle> bars = [];
        await host.PassUntilAsync(
            async () => (bars = await host.CandlesAsync("USD/EUR", CandleInterval.Second, Given.Today, Given.Now.AddDays(1))).Any(bar => bar.Close == 60m),
            "the last bar is remembered");
        Assert.Equal([56m, 57m, 58m, 59m, 60m], bars.Select(bar => bar.Close));
    }

    [Theory]
    [InlineData("History:ConnectionString", "Server", "History:ConnectionString")]
    [InlineData("History:Schema", "Robert'); DROP", "History:Schema")]
    [InlineData("History:DailyCut", "Tokyo", "History:DailyCut")]
    [InlineData("History:Lateness", "-00:00:01", "History:Lateness")]
    [InlineData("History:BatchRows", "0", "History:BatchRows")]
    [InlineData("History:MaxBacklog", "-1", "History:MaxBacklog")]
    [InlineData("History:Keep:2m", "01:00:00", "History:Keep:2m")]
    [InlineData("History:Keep:1m", "00:00:00", "History:Keep:1m")]
    public async Task AWrongSettingIsNamed(string key, string value, string named)
    {
        var wrong = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => HistoryHost.StartAsync(null, settings: [(key, value)]));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }
}
