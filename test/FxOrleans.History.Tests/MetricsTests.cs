using FxOrleans.Testing;

namespace FxOrleans.History.Tests;

/// <summary>What an operator sees of recording.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task RowsBacklogRefusalsAndLagAreMeasured()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var host = await HistoryHost.StartAsync(server, settings: [("History:MaxBacklog", "20")]);
        using var listener = new SeriesRecorder(host.Meters);
        host.Tick("USD/EUR", 0.9m);
        host.Tick("USD/EUR", 0.9m, Given.Now.AddMinutes(-1));
        await host.WrittenAsync();
        server.Kill();
        for (var second = 0; second < 60; second++)
        {
            host.Tick("USD/EUR", 0.9m);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await host.PassUntilAsync(() => host.Recorder.Health is { State: "away", Dropped: > 0 }, "candles are dropped");
        var values = listener.Read();

        foreach (var name in (string[])["rows_written", "rows_dropped", "ticks_refused", "database_failures", "backlog", "lag"])
        {
            Assert.True(values.GetValueOrDefault($"fxorleans.history.{name}{{}}") > 0, $"{name} is counted; there are {string.Join(", ", values)}");
        }
    }
}
