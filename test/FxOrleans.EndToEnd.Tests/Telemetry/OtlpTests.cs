using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.Otlp;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>One setting sends metrics, traces and logs to an OTLP receiver.</summary>
public sealed class OtlpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Metrics_traces_and_logs_arrive()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}",
            $"--OpenTelemetry:Endpoint={receiver.Address}", "--OpenTelemetry:Interval=00:00:01", "--OpenTelemetry:TraceRatio=1", "--OpenTelemetry:Headers=x-collector=its-token");
        await silo.ReadyAsync();
        await using var hub = await HubClient.ConnectAsync(new Uri($"ws://{silo.Address.Authority}/hubs/rates"));
        await hub.InvokeAsync("Subscribe", [new[] { "*" }]);
        await silo.GetAsync("/rate?from=USD&to=EUR");
        await silo.GetAsync("/currencies");
        Assert.Equal("400 invalid_currency", await silo.ProblemAsync("/rate?from=USD&to=NO-ONE"));

        foreach (var series in (string[])
            [
                "fxorleans.ticks{kind=live}", "fxorleans.quote_to_frame.duration{}", "fxorleans.board.age{kind=live}", "fxorleans.board.markets{status=live}",
                "fxorleans.push.frames{}", "fxorleans.provider.up{provider=OneFrame}", "fxorleans.provider.answers{provider=Ecb}", "fxorleans.redis.written{}",
            ])
        {
            await Eventually.TrueAsync(() => receiver.Series.GetValueOrDefault(series) > 0, $"{series} arrives", Patience);
        }

        foreach (var series in (string[])["fxorleans.push.connections{}", "fxorleans.push.outbox.pending{}", "fxorleans.redis.lag{}", "fxorleans.push.conflated{}"])
        {
            await Eventually.TrueAsync(() => receiver.Series.ContainsKey(series), $"{series} arrives", Patience);
        }

        await Eventually.TrueAsync(() => receiver.Series.Keys.Any(series => series.StartsWith("http.server.request.duration{", StringComparison.Ordinal)), "requests are measured", Patience);
        await Eventually.TrueAsync(() => receiver.Series.Keys.Any(series => series.StartsWith("dotnet.gc.", StringComparison.Ordinal)), "the runtime is measured", Patience);
        await Eventually.TrueAsync(
            () => receiver.Spans.Any(span => span.Name == "GET /currencies" && span.Attributes.GetValueOrDefault("http.response.status_code") == "200"), "a request's span arrives", Patience);
        await Eventually.TrueAsync(() => receiver.Logs.Any(log => log.StartsWith("Application started", StringComparison.Ordinal)), "logs arrive", Patience);
        Assert.Equal("fxorleans", receiver.Resource["service.name"]);
        Assert.NotEmpty(receiver.Resource["service.instance.id"]);
        Assert.Equal("its-token", receiver.Headers["x-collector"]);
    }
}
