using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Telemetry;

/// <summary>Brings the metrics into being when the host starts: nobody else asks for them.</summary>
internal sealed class MetricsStart(BoardMetrics board, PushMetrics push, ProviderMetrics providers) : IHostedService
{
    /// <summary>What it keeps alive.</summary>
    public IReadOnlyList<object> Metrics { get; } = [board, push, providers];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
