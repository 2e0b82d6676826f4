using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.Otlp;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The real host beside a Redis; it traces every request and sends all that it measures to a receiver, every second.</summary>
public sealed class TracedHost : IAsyncLifetime
{
    private RedisServer _redis = null!;

    public OtlpReceiver Receiver { get; private set; } = null!;

    public SiloProcess Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        Receiver = await OtlpReceiver.StartAsync();
        Silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", $"--Redis:ConnectionString={_redis.ConnectionString}",
            $"--OpenTelemetry:Endpoint={Receiver.Address}", "--OpenTelemetry:Interval=00:00:01", "--OpenTelemetry:TraceRatio=1", "--OpenTelemetry:Headers=x-collector=its-token");
        await Silo.ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Receiver.DisposeAsync();
        await _redis.DisposeAsync();
    }
}
