using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace FxOrleans.Silo.Telemetry;

/// <summary>Turns OpenTelemetry on where an endpoint is configured.</summary>
internal static class TelemetryServices
{
    private const string ServiceName = "fxorleans";

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A value is wrong; the message names its key.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (TelemetryOptions.Read(builder.Configuration) is not { } options)
        {
            return;
        }

        // The host then says method, path and address of a request on its span itself; with .NET 11 that is the default.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var instance = $"{Environment.MachineName}:{Environment.ProcessId}";

        // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last and win.
        var resource = ResourceBuilder.CreateEmpty()
            .AddService(ServiceName, serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3), serviceInstanceId: instance)
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(resource);
            logs.IncludeFormattedMessage = true;
            logs.AddOtlpExporter(exporter => Otlp.Configure(exporter, options, "v1/logs"));
        });
        builder.Services.AddSingleton<IStartupFilter, RequestSpans>();
        builder.Services.AddHostedService(_ => new TelemetryPipelines(options, resource));
    }
}
