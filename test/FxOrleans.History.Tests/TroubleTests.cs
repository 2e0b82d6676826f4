using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.History.Tests;

/// <summary>Whatever happens to the database: ticks go on, what waits is bounded, and nothing that it acknowledged is lost or doubled.</summary>
public sealed class TroubleTests
{
    private static readonly CurrencyPair[] Many =
        [.. AssetCatalog.All.Where(asset => asset.Class == AssetClass.Currency && asset != AssetCatalog.Usd).Take(100).Select(asset => new CurrencyPair(AssetCatalog.Usd, asset))];

    [Fact]
    public async Task KilledInTheMiddleOfWritingItHasEverythingOnce()
    {
        const int Seconds = 120;
        await using var server = await PostgresServer.StartAsync();
        await using var host = await HistoryHost.StartAsync(server, pairs: Many, settings: [("History:BatchRows", "200")]);
        await host.PassUntilAsync(() => { TickAll(host, 1m); return host.Recorder.Health.Written > 1000; }, "writing is under way");
        var ticks = host.Engine.Tick("USD/EUR", 1m).Sequence - 1;

        for (var second = 0; second < Seconds; second++)
        {
            if (second % 30 == 10)
            {
                var acknowledged = host.Recorder.Health.Written;
                await host.PassUntilAsync(() => host.Recorder.Health.Written > acknowledged, "a batch is on its way");
                server.Kill();
            }

            TickAll(host, 1m + second);
            host.Time.Advance(TimeSpan.FromSeconds(1));
            if (second % 30 == 20)
            {
                await host.PassUntilAsync(() => host.Recorder.Health.State == "away", "the loss is noticed");
                await server.RestartAsync();
            }
        }

        await host.WrittenAsync();
        await host.StopAsync();

        foreach (var interval in CandleIntervals.All)
        {
            Assert.Equal(
                Many.Length * (ticks + Seconds),
                await HistoryHost.NumberAsync(server, $"SELECT sum(ticks) FROM {host.Schema}.candle_{interval.Code()}"));
        }

        Assert.Equal(0, host.Recorder.Health.Dropped);
    }

    [Fact]
    public async Task WhileItIsStoppedForAMinuteTicksGoOnAndAreWrittenAfterwards()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var host = await HistoryHost.StartAsync(server);
        host.Tick("USD/EUR", 0.5m);
        await host.WrittenAsync();
        var start = host.Time.GetUtcNow();

        server.Kill();
        for (var second = 0; second < 60; second++)
        {
            host.Tick("USD/EUR", 1m + second);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // The memory answers meanwhile: every tick is in it.
        await host.PassUntilAsync(() => host.Recorder.Health.State == "away", "the loss is noticed");
        var remembered = await host.CandlesAsync("USD/EUR", CandleInterval.Second, start, start.AddMinutes(1));
        Assert.Equal(Enumerable.Range(1, 60).Select(price => (decimal)price), remembered.Select(candle => candle.Close));
        Assert.Equal(60m, (await host.Record.PriceAsync(CurrencyPair.Parse("USD/EUR"), start.AddMinutes(2), CancellationToken.None))!.Mid);
        Assert.InRange(host.Recorder.Health.Backlog, 1, 200);

        await server.RestartAsync();
        await host.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(server, host.Schema);
        Assert.Equal(60, (await reader.CandlesAsync("USD/EUR", CandleInterval.Second, start, start.AddMinutes(1))).Count);
    }

    [Fact]
    public async Task ADatabaseThatHangsHoldsUpNeitherTicksNorReads()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var host = await HistoryHost.StartAsync(server);
        host.Tick("USD/EUR", 0.5m);
        await host.WrittenAsync();

        server.Pause();
        for (var second = 0; second < 30; second++)
        {
            host.Tick("USD/EUR", 1m + second);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // Its own deadlines pass with the clock, so that the read is never left waiting.
        var read = host.Record.PriceAsync(CurrencyPair.Parse("USD/EUR"), host.Time.GetUtcNow(), CancellationToken.None).AsTask();
        await host.PassUntilAsync(() => read.IsCompleted, "the memory answers");
        Assert.Equal(30m, (await read)!.Mid);

        server.Resume();
        await host.WrittenAsync();
        await host.StopAsync();
        Assert.Equal(31, await HistoryHost.NumberAsync(server, $"SELECT sum(ticks) FROM {host.Schema}.candle_1d"));
    }

    [Fact]
    public async Task ReadersBeyondThoseThatMayWaitAreTurnedAwayAtOnce()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var host = await HistoryHost.StartAsync(server, settings: [("History:MaxConnections", "3")]);
        host.Tick("USD/EUR", 0.5m);
        await host.WrittenAsync();
        server.Pause();
        Task<RecordedPrice?> ReadAsync() => host.Record.PriceAsync(CurrencyPair.Parse("USD/EUR"), host.Time.GetUtcNow(), CancellationToken.None).AsTask();

        var admitted = Enumerable.Range(0, 1 + 8).Select(_ => ReadAsync()).ToArray();
        await Assert.ThrowsAsync<RecordBusyException>(ReadAsync);

        server.Resume();
        Assert.All(await Task.WhenAll(admitted), price => Assert.Equal(0.5m, price!.Mid));
    }

    [Fact]
    public async Task WhatWaitsIsBoundedAndTheFinestCandlesGoFirst()
    {
        await using var host = await HistoryHost.StartAsync(
            null, settings: [("History:ConnectionString", "Host=127.0.0.1;Port=1;Username=nobody"), ("History:MaxBacklog", "50"), ("History:BatchRows", "10")]);
        for (var second = 0; second < 200; second++)
        {
            host.Tick("USD/EUR", 1m + second);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await host.PassUntilAsync(() => host.Recorder.Health.Dropped > 0, "more is closed than may wait");
        var health = host.Recorder.Health;

        // Beside those that wait, one batch and what was open at its checkpoint are on their way.
        Assert.InRange(health.Backlog, 50, 50 + 10 + (CandleIntervals.All.Count * 3));
        Assert.True(health.Lag > TimeSpan.Zero);
    }

    [Fact]
    public void ABacklogThatIsFullDropsTheOldestOfTheFinest()
    {
        var backlog = new Backlog(3);
        backlog.Add(Row(CandleInterval.Hour, 1));
        foreach (var price in (int[])[2, 3, 4, 5])
        {
            backlog.Add(Row(CandleInterval.Second, price));
        }

        var taken = new List<CandleRow>();
        backlog.Take(10, taken);

        Assert.Equal([1m, 4m, 5m], taken.Select(row => row.Candle.Close));
        Assert.Equal((2L, 0), (backlog.Dropped, backlog.Count));
    }

    private static CandleRow Row(CandleInterval interval, decimal price) =>
        new(Given.Pair("USD/EUR"), interval, Candle.Of(PriceTick.Of(Given.Price("USD/EUR", price), Given.Now), Given.Now));

    private static void TickAll(HistoryHost host, decimal mid)
    {
        foreach (var pair in Many)
        {
            host.Tick(Given.Price("USD/EUR", mid, host.Time.GetUtcNow()) with { Pair = pair });
        }
    }
}
