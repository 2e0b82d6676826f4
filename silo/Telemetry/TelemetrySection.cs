using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Silo.Telemetry;

/// <summary>The section <c>OpenTelemetry</c> as it is written; <see cref="TelemetryOptions"/> adds OpenTelemetry's own variables.</summary>
internal sealed class TelemetrySection
{
    /// <summary>The base address of an OTLP receiver.</summary>
    public string? Endpoint { get; set; }

    /// <summary>How it is spoken to. Default http/protobuf.</summary>
    [AllowedValues(null, "http/protobuf", "grpc", ErrorMessage = "http/protobuf or grpc")]
    public string? Protocol { get; set; }

    /// <summary>Sent along: a secret.</summary>
    public string? Headers { get; set; }

    /// <summary>Between two sendings of metrics, 1 s to 1 hour; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The share of requests that are traced, 0 to 1; default 0.05.</summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 0.05;
}
