using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;

namespace FxOrleans.Silo.Telemetry;

/// <summary>Measures what <c>/metrics</c> shows, and sends metrics, traces and logs where an endpoint is configured.</summary>
internal static class TelemetryServices
{
    private const string ServiceName = "fxorleans";

    /// <summary>The most series of one metric, whatever happens.</summary>
    private const int MostSeries = 500;

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A value is wrong; the message names its key.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = TelemetryOptions.Read(builder.Configuration);
        builder.Services.AddSingleton<IStartupFilter, FastPathRoute>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(Describe)
            .WithMetrics(metrics => metrics
                .AddMeter("FxOrleans.*", "Microsoft.Orleans", "System.Net.Http")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddView(instrument => instrument.Meter.Name == "System.Net.Http" && instrument.Name != "http.client.request.duration"
                    ? MetricStreamConfiguration.Drop // Those of connections are labelled with every address that a provider's name stands for.
                    : new MetricStreamConfiguration { CardinalityLimit = MostSeries })
                .AddPrometheusExporter());
        if (options is null)
        {
            return;
        }

        UseStandardKeys(builder.Configuration, options);
        telemetry
            .WithLogging(configureBuilder: null, logs => logs.IncludeFormattedMessage = true)
            .WithTracing(traces => traces
                .SetSampler(new RequestSampler(options.TraceRatio))
                .AddSource("FxOrleans.*", ActivitySources.AllActivitySourceName, "System.Net.Http")
                .AddAspNetCoreInstrumentation(requests => requests.EnableAspNetCoreSignalRSupport = false)) // Its spans are named by what callers send.
            .UseOtlpExporter();
    }

    /// <summary>Makes grains' calls spans of the trace that they belong to, across silos, where traces are sent.</summary>
    public static void AddTelemetry(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (TelemetryOptions.Read(configuration) is not null)
        {
            silo.AddActivityPropagation();
        }
    }

    // The exporter reads OpenTelemetry's own keys by itself.
    private static void UseStandardKeys(IConfigurationBuilder configuration, TelemetryOptions options) => configuration.AddInMemoryCollection(
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", options.Endpoint.ToString()),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", options.Grpc ? "grpc" : "http/protobuf"),
        new("OTEL_EXPORTER_OTLP_HEADERS", options.Headers),
        new("OTEL_METRIC_EXPORT_INTERVAL", options.Interval.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)),
    ]);

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last and win.
    private static void Describe(ResourceBuilder resource) => resource.Clear()
        .AddService(ServiceName, serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
