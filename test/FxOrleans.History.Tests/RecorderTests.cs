using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.History.Tests;

/// <summary>What was priced is in the database, once, however many hosts and restarts it took.</summary>
public sealed class RecorderTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    private static readonly DateTimeOffset Minute = Given.Now;
    private static readonly DateTimeOffset NextMinute = Minute.AddMinutes(1);

    [Fact]
    public async Task EveryTickIsInACandleOfEachInterval()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server);
        host.Tick(Given.Price("USD/EUR", 0.8799m, 0.88m, 0.8801m, Minute));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        host.Tick("USD/EUR", 0.89m);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        host.Tick("USD/EUR", 0.87m);
        await host.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, host.Schema);
        foreach (var interval in CandleIntervals.All.Where(interval => interval > CandleInterval.Second))
        {
            var candle = Assert.Single(await reader.CandlesAsync("USD/EUR", interval, Minute.AddDays(-1), NextMinute));
            Assert.Equal((0.88m, 0.89m, 0.87m, 0.87m, 3L), (candle.Open, candle.High, candle.Low, candle.Close, candle.Ticks));
            Assert.Equal(0.0002m, candle.SpreadSum);
        }

        Assert.Equal([0.88m, 0.89m, 0.87m], (await reader.CandlesAsync("USD/EUR", CandleInterval.Second, Minute, NextMinute)).Select(candle => candle.Close));
    }

    [Fact]
    public async Task TheOtherDirectionIsTheInverse()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server);
        host.Tick("USD/EUR", 0.8m);
        host.Tick("USD/EUR", 0.5m);
        await host.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, host.Schema);
        var candle = Assert.Single(await reader.CandlesAsync("EUR/USD", CandleInterval.Minute, Minute, NextMinute));

        Assert.Equal((1.25m, 2m, 1.25m, 2m), (candle.Open, candle.High, candle.Low, candle.Close));
    }

    [Fact]
    public async Task TwoHostsThatPriceAPairInOneMinuteMakeOneCandle()
    {
        var time = new FakeTime();
        await using var left = await HistoryHost.StartAsync(shared.Server, time: time);
        await using var right = await HistoryHost.StartAsync(shared.Server, left.Schema, time);
        left.Tick("USD/EUR", 0.90m);
        left.Tick("USD/EUR", 0.92m);
        time.Advance(TimeSpan.FromSeconds(5));
        right.Tick("USD/EUR", 0.80m);
        right.Tick("USD/EUR", 0.91m);
        await left.WrittenAsync();
        await right.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, left.Schema);
        var candle = Assert.Single(await reader.CandlesAsync("USD/EUR", CandleInterval.Minute, Minute, NextMinute));

        Assert.Equal((0.90m, 0.92m, 0.80m, 0.91m, 4L), (candle.Open, candle.High, candle.Low, candle.Close, candle.Ticks));
    }

    [Fact]
    public async Task WhatEveryHostDerivesForItselfCountsOnce()
    {
        var time = new FakeTime();
        await using var left = await HistoryHost.StartAsync(shared.Server, time: time);
        await using var right = await HistoryHost.StartAsync(shared.Server, left.Schema, time);
        foreach (var host in (HistoryHost[])[left, right])
        {
            host.Sink(Given.Price("EUR/JPY", 160m, Minute) with { Derived = true }, Given.Price("EUR/JPY", 161m, Minute) with { Derived = true, Sequence = 2 });
        }

        await left.WrittenAsync();
        await right.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, left.Schema);
        var candle = Assert.Single(await reader.CandlesAsync("EUR/JPY", CandleInterval.Minute, Minute, NextMinute));

        Assert.Equal((160m, 161m, 2L, CandleOrigin.Derived), (candle.Open, candle.Close, candle.Ticks, candle.Origin));
    }

    [Fact]
    public async Task AMinuteThatARestartCutsInTwoIsOneCandle()
    {
        var time = new FakeTime();
        string schema;
        await using (var before = await HistoryHost.StartAsync(shared.Server, time: time))
        {
            schema = before.Schema;
            before.Tick("USD/EUR", 0.90m);
            before.Tick("USD/EUR", 0.95m);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        await using var after = await HistoryHost.StartAsync(shared.Server, schema, time);
        after.Tick("USD/EUR", 0.85m);

        var open = Assert.Single(await after.CandlesAsync("USD/EUR", CandleInterval.Minute, Minute, NextMinute));
        Assert.Equal((0.90m, 0.95m, 0.85m, 0.85m), (open.Open, open.High, open.Low, open.Close));

        await after.WrittenAsync();
        var candle = Assert.Single(await after.CandlesAsync("USD/EUR", CandleInterval.Minute, Minute, NextMinute));
        Assert.Equal((0.90m, 0.95m, 0.85m, 0.85m, 3L), (candle.Open, candle.High, candle.Low, candle.Close, candle.Ticks));
    }

    [Fact]
    public async Task AHostThatIsKilledLosesNoMoreThanWhatCameSinceItsLastCheckpoint()
    {
        var time = new FakeTime();
        var killed = await HistoryHost.StartAsync(shared.Server, time: time);
        killed.Tick("USD/EUR", 0.90m);
        await killed.PassUntilAsync(
            async () => killed.Recorder.Health.Written > 0
                && await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {killed.Schema}.candle_1m") == 1,
            "the open minute is written");

        // It is never heard of again: neither stopped nor disposed of, and its clock stands.
        await using var after = await HistoryHost.StartAsync(shared.Server, killed.Schema, new FakeTime(time.GetUtcNow()));
        after.Tick("USD/EUR", 0.85m);
        await after.WrittenAsync();

        var candle = Assert.Single(await after.CandlesAsync("USD/EUR", CandleInterval.Day, Minute.AddDays(-1), NextMinute));
        Assert.Equal((0.90m, 0.85m, 2L), (candle.Open, candle.Close, candle.Ticks));
    }

    [Fact]
    public async Task SimulatedPricesNeverBlendWithRealOnes()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server);
        host.Tick(Given.Price("USD/EUR", 5m, Minute) with { Simulated = true });
        host.Tick("USD/EUR", 0.88m);
        host.Tick(Given.Price("BTC/USD", 7m, Minute) with { Simulated = true });
        await host.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, host.Schema);
        var real = Assert.Single(await reader.CandlesAsync("USD/EUR", CandleInterval.Hour, Minute, NextMinute));
        var made = Assert.Single(await reader.CandlesAsync("BTC/USD", CandleInterval.Hour, Minute, NextMinute));

        Assert.Equal((0.88m, 0.88m, 1L, false), (real.High, real.Low, real.Ticks, real.Simulated));
        Assert.Equal((7m, true), (made.Close, made.Simulated));
    }

    [Fact]
    public async Task TheNewestBarsAreGivenWhereThereAreMoreThanTheLimit()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server);
        for (var minute = 0; minute < 5; minute++)
        {
            host.Tick("USD/EUR", 0.90m + minute);
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await host.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, host.Schema);
        var candles = await reader.CandlesAsync("USD/EUR", CandleInterval.Minute, Minute, Minute.AddDays(1), limit: 2);

        Assert.Equal([3.90m, 4.90m], candles.Select(candle => candle.Close));
    }

    [Fact]
    public async Task APriceOfThenIsTheLastTickAtOrBeforeIt()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server);
        host.Tick("USD/EUR", 0.90m);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        host.Tick("USD/EUR", 0.95m);
        await host.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, host.Schema);
        var pair = CurrencyPair.Parse("USD/EUR");
        async Task<RecordedPrice?> At(DateTimeOffset at) => await reader.Record.PriceAsync(pair, at, CancellationToken.None);

        Assert.Null(await At(Minute.AddTicks(-10)));
        Assert.Equal((0.90m, Minute, CandleInterval.Second), Seen(await At(Minute)));
        Assert.Equal((0.90m, Minute, CandleInterval.Second), Seen(await At(Minute.AddSeconds(29))));
        Assert.Equal((0.95m, Minute.AddSeconds(30), CandleInterval.Second), Seen(await At(Minute.AddSeconds(30))));
        Assert.Equal(0.95m, (await At(Minute.AddYears(1)))!.Mid);
    }

    [Fact]
    public async Task WithTheFineCandlesGoneTheCoarserOnesAnswerWithoutLookingAhead()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server);
        host.Tick("USD/EUR", 0.90m);
        host.Time.Advance(TimeSpan.FromMinutes(30));
        host.Tick("USD/EUR", 0.95m);
        await host.WrittenAsync();
        await HistoryHost.NumberAsync(shared.Server, $"TRUNCATE {host.Schema}.candle_1s, {host.Schema}.candle_1m, {host.Schema}.candle_5m, {host.Schema}.candle_15m; SELECT 1");

        await using var reader = await HistoryHost.StartAsync(shared.Server, host.Schema);
        var price = await reader.Record.PriceAsync(CurrencyPair.Parse("USD/EUR"), Minute.AddMinutes(20), CancellationToken.None);

        Assert.Equal((0.90m, Minute, CandleInterval.Hour), Seen(price));
    }

    [Fact]
    public async Task CandlesOlderThanTheyAreKeptGo()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server, settings: [("History:Keep:1m", "01:00:00")]);
        host.Tick("USD/EUR", 0.90m);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await host.WrittenAsync();
        Assert.Equal(1, await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {host.Schema}.candle_1m"));

        host.Time.Advance(TimeSpan.FromDays(10));
        await host.PassUntilAsync(
            async () => await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {host.Schema}.candle_1m") == 0, "the minute is dropped");

        Assert.Equal(1, await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {host.Schema}.candle_5m"));

        // What is priced afterwards has a partition again.
        host.Tick("USD/EUR", 0.91m);
        await host.WrittenAsync();
        Assert.Equal(1, await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {host.Schema}.candle_1m"));
    }

    [Fact]
    public async Task HostsThatStartTogetherSetTheDatabaseUpTogether()
    {
        var schema = HistoryHost.NewSchema();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => HistoryHost.StartAsync(shared.Server, schema)));
        foreach (var host in hosts)
        {
            host.Tick("USD/EUR", 0.90m);
        }

        await Task.WhenAll(hosts.Select(host => host.WrittenAsync()));

        Assert.Equal(6, await HistoryHost.NumberAsync(shared.Server, $"SELECT sum(ticks) FROM {schema}.candle_1d"));
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private static (decimal, DateTimeOffset, CandleInterval) Seen(RecordedPrice? price) => (price!.Mid, price.At, price.Interval);
}
