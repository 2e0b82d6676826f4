using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FxOrleans.Silo.Telemetry;

/// <summary>Collects metrics and traces and sends them, from the host's start to its end; what is left is sent then.</summary>
internal sealed class TelemetryPipelines(TelemetryOptions options, ResourceBuilder resource) : IHostedService, IDisposable
{
    /// <summary>The most series of one metric, whatever happens.</summary>
    public const int MostSeries = 500;

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("FxOrleans.*", "Microsoft.AspNetCore.*", "Microsoft.Orleans", "System.Runtime", "System.Net.Http")
            .AddView(instrument => instrument.Meter.Name == "System.Net.Http" && instrument.Name != "http.client.request.duration"
                ? MetricStreamConfiguration.Drop // Those of connections are labelled with every address that a provider's name stands for.
                : new MetricStreamConfiguration { CardinalityLimit = MostSeries })
            .AddOtlpExporter((exporter, reader) =>
            {
                Otlp.Configure(exporter, options, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
            })
            .Build();
        var sampler = new TraceIdRatioBasedSampler(options.TraceRatio);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(sampler, remoteParentSampled: sampler, remoteParentNotSampled: sampler))
            .AddSource("FxOrleans.*", "Microsoft.AspNetCore", "System.Net.Http")
            .AddOtlpExporter(exporter => Otlp.Configure(exporter, options, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _metrics, null)?.Dispose();
        Interlocked.Exchange(ref _traces, null)?.Dispose();
    }
}
