using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.History.Tests;

/// <summary>The settings of <c>History</c> are in force, where no other test is about one.</summary>
public sealed class SettingsTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task It_closes_and_writes_and_gives_up_after_as_long_as_configured()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server, settings: [("History:Flush", "00:00:00.777"), ("History:Deadline", "00:03:21")]);
        host.Tick("USD/EUR", 0.9m);
        await host.WrittenAsync();

        Assert.True(host.Time.WasAskedFor(TimeSpan.FromMilliseconds(777)));
        Assert.True(host.Time.WasAskedFor(new TimeSpan(0, 3, 21)));
    }

    [Fact]
    public async Task Before_the_first_checkpoint_only_what_has_ended_is_written()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server, settings: [("History:Checkpoint", "01:00:00")]);
        host.Tick("USD/EUR", 0.9m);

        // Its second has ended, its minute has not.
        await Eventually.TrueAsync(
            () =>
            {
                host.Time.Advance(host.Time.GetUtcNow() < Given.Now.AddSeconds(40) ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
                return host.Recorder.Health.Written > 0;
            },
            "the second is written");
        Assert.Equal(1, await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {host.Schema}.candle_1s"));
        Assert.Equal(0, await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {host.Schema}.candle_1m"));
    }

    [Fact]
    public async Task A_transaction_has_as_many_rows_as_configured()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server, settings: [("History:BatchRows", "1"), ("History:Checkpoint", "01:00:00")]);
        for (var second = 0; second < 5; second++)
        {
            host.Tick("USD/EUR", 0.9m + second);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await host.WrittenAsync();
        Assert.Equal(5, await HistoryHost.NumberAsync(shared.Server, $"SELECT count(DISTINCT xmin::text) FROM {host.Schema}.candle_1s"));
    }

    [Fact]
    public async Task Pairs_beyond_the_most_are_neither_written_nor_remembered()
    {
        await using var host = await HistoryHost.StartAsync(shared.Server, settings: [("History:MaxPairs", "1")]);
        host.Tick("USD/EUR", 0.9m);
        host.Tick("BTC/USD", 82_000m);
        await host.WrittenAsync();

        Assert.Equal((1, 1), (await HistoryHost.NumberAsync(shared.Server, $"SELECT count(*) FROM {host.Schema}.candle_1d"), host.Memory.Candles.Lines));
    }

    [Theory]
    [InlineData("Utc", "2026-03-05T00:00:00Z")]
    [InlineData("NewYork", "2026-03-04T22:00:00Z")]
    public async Task A_day_begins_when_configured(string cut, string begins)
    {
        await using var host = await HistoryHost.StartAsync(null, settings: [("History:DailyCut", cut)]);
        host.Tick("USD/EUR", 0.9m);

        var day = Assert.Single(await host.CandlesAsync("USD/EUR", CandleInterval.Day, Given.Now.AddDays(-2), Given.Now.AddDays(1)));
        Assert.Equal(DateTimeOffset.Parse(begins), day.OpenTime);
    }

    [Theory]
    [InlineData("00:00:10", 1)]
    [InlineData("00:01:00", 2)]
    public async Task A_tick_may_be_as_late_as_configured(string lateness, int ticks)
    {
        await using var host = await HistoryHost.StartAsync(null, settings: [("History:Lateness", lateness)]);
        host.Tick("USD/EUR", 0.9m);
        host.Tick("USD/EUR", 0.8m, Given.Now.AddSeconds(-30));

        var day = Assert.Single(await host.CandlesAsync("USD/EUR", CandleInterval.Day, Given.Now.AddDays(-1), Given.Now.AddDays(1)));
        Assert.Equal(ticks, day.Ticks);
    }
}
