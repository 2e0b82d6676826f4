using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.History.Tests;

/// <summary>The ECB's rates since 1999, loaded.</summary>
public sealed class LoaderTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task PricesOfManyPairsAreReadTogetherEachInItsDirection()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server);
        host.Tick("USD/EUR", 0.80m);
        host.Tick("USD/JPY", 160m);
        await host.WrittenAsync();

        await using var reader = await HistoryHost.StartAsync(shared.Server, host.Schema);
        CurrencyPair[] pairs = [Given.Pair("EUR/USD"), Given.Pair("GBP/CHF"), Given.Pair("USD/JPY"), Given.Pair("USD/EUR"), Given.Pair("USD/JPY")];
        var found = await reader.Record.PricesAsync(pairs, Given.Now.AddHours(1), CancellationToken.None);

        Assert.Equal([1.25m, null, 160m, 0.80m, 160m], found.Select(price => price?.Mid));
        Assert.Equal(pairs.Where(pair => pair != Given.Pair("GBP/CHF")), found.OfType<RecordedPrice>().Select(price => price.Pair));
    }

    [Fact]
    public async Task TwentySevenYearsAreThereOnceHoweverOftenTheyAreLoaded()
    {
        var schema = HistoryHost.NewSchema();
        var loaded = await LoadAsync(schema);
        var again = await LoadAsync(schema);
        await using var host = await HistoryHost.StartAsync(shared.Server, schema);

        Assert.True(loaded > 200_000, $"{loaded} rates");
        Assert.Equal(loaded, again);
        Assert.Equal(loaded, await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {schema}.candle_1d"));

        foreach (var (currency, series) in EcbHistory.Series().Where(entry => entry.Key is "USD" or "JPY" or "TRL"))
        {
            var candles = await host.CandlesAsync($"EUR/{currency}", CandleInterval.Day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
            Assert.Equal(series, candles.Select(candle => (DateOnly.FromDateTime(candle.OpenTime.UtcDateTime), candle.Close)));
        }
    }

    [Fact]
    public async Task APastDayIsAnsweredInEitherDirectionAndAWeekendByItsFriday()
    {
        var schema = HistoryHost.NewSchema();
        await LoadAsync(schema, "USD");
        await using var host = await HistoryHost.StartAsync(shared.Server, schema);

        // 2024-03-01 was a Friday.
        var friday = new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var published = EcbHistory.Series()["USD"].Single(day => day.Date == DateOnly.FromDateTime(friday.UtcDateTime)).Rate;
        var sunday = await host.Record.PriceAsync(Given.Pair("EUR/USD"), friday.AddDays(2.5), CancellationToken.None);
        var inverse = await host.Record.PriceAsync(Given.Pair("USD/EUR"), friday.AddHours(12), CancellationToken.None);

        Assert.Equal((published, friday, CandleInterval.Day, CandleOrigin.Loaded), (sunday!.Mid, sunday.At, sunday.Interval, sunday.Origin));
        Assert.Equal(Math.Round(1 / published, 12), Math.Round(inverse!.Mid, 12));
        var first = new DateTimeOffset(1999, 1, 4, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(first, Assert.Single(await host.CandlesAsync("EUR/USD", CandleInterval.Day, DateTimeOffset.MinValue, first.AddDays(1))).OpenTime);
    }

    [Fact]
    public async Task WhatWasPricedHereIsToldBeforeWhatWasLoaded()
    {
        var schema = HistoryHost.NewSchema();
        await LoadAsync(schema, "USD");
        await using var host = await HistoryHost.StartAsync(shared.Server, schema);
        host.Tick("USD/EUR", 0.5m, Given.Now);

        var days = await host.CandlesAsync("EUR/USD", CandleInterval.Day, Given.Today.AddDays(-1), Given.Today.AddDays(1));

        Assert.Equal([CandleOrigin.Loaded, CandleOrigin.Decided], days.Select(day => day.Origin));
        Assert.Equal(2m, days[1].Close);
    }

    private async Task<long> LoadAsync(string schema, string? only = null)
    {
        var options = new HistoryOptions { ConnectionString = shared.Server.ConnectionString, Schema = schema };
        await using var loader = new HistoryLoader(options, TimeProvider.System);
        foreach (var (currency, series) in EcbHistory.Series().Where(entry => only is null || entry.Key == only))
        {
            if (!AssetCatalog.TryGet(currency, out var asset))
            {
                continue;
            }

            foreach (var (date, rate) in series)
            {
                await loader.AddAsync(
                    new CurrencyPair(AssetCatalog.Eur, asset), rate, new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero), simulated: false, CancellationToken.None);
            }
        }

        await loader.CompleteAsync(CancellationToken.None);
        return loader.Loaded;
    }
}
