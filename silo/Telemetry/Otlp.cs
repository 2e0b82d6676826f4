using OpenTelemetry.Exporter;

namespace FxOrleans.Silo.Telemetry;

/// <summary>Says to an exporter where to send.</summary>
internal static class Otlp
{
    /// <param name="exporter">The exporter.</param>
    /// <param name="options">Where to.</param>
    /// <param name="path">The signal's path below the endpoint, where HTTP is spoken.</param>
    public static void Configure(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        exporter.Protocol = options.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Grpc ? options.Endpoint : new Uri($"{options.Endpoint.ToString().TrimEnd('/')}/{path}");
        exporter.Headers = options.Headers;
    }
}
