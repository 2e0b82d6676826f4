using FxOrleans.Configuration;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Telemetry;

/// <summary>Section <c>OpenTelemetry</c>: where metrics, traces and logs go by OTLP. Nothing is sent without an endpoint.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>The base address of an OTLP receiver, such as <c>http://localhost:4318</c>; else <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary><c>http/protobuf</c>, the default, or <c>grpc</c>; else <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>.</summary>
    public required bool Grpc { get; init; }

    /// <summary><c>name=value,…</c> sent along, such as a collector's token: a secret; else <c>OTEL_EXPORTER_OTLP_HEADERS</c>.</summary>
    public string? Headers { get; init; }

    /// <summary>Between two sendings of metrics, 1 s to 1 hour; default 15 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The share of requests that are traced, 0 to 1; default 0.05. What callers say of sampling is not followed.</summary>
    public double TraceRatio { get; init; } = 0.05;

    /// <summary>Null where nothing is to be sent.</summary>
    /// <exception cref="OptionsValidationException">A value is wrong.</exception>
    public static TelemetryOptions? Read(IConfiguration configuration)
    {
        var section = configuration.ReadSettings<TelemetrySection>("OpenTelemetry");
        var (endpointKey, endpoint) = First(configuration, "OpenTelemetry:Endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT");
        if (endpoint is null)
        {
            return null;
        }

        var faults = new List<string>();
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            faults.Add($"{endpointKey} is no http or https address.");
        }

        var (protocolKey, protocol) = First(configuration, "OpenTelemetry:Protocol", "OTEL_EXPORTER_OTLP_PROTOCOL");
        if (protocol is not (null or "grpc" or "http/protobuf"))
        {
            faults.Add($"{protocolKey} is '{protocol}'; it must be http/protobuf or grpc.");
        }

        return faults.Count > 0
            ? throw new OptionsValidationException("OpenTelemetry", typeof(TelemetryOptions), faults)
            : new TelemetryOptions
            {
                Endpoint = address!,
                Grpc = protocol == "grpc",
                Headers = First(configuration, "OpenTelemetry:Headers", "OTEL_EXPORTER_OTLP_HEADERS").Value,
                Interval = section.Interval,
                TraceRatio = section.TraceRatio,
            };
    }

    private static (string Key, string? Value) First(IConfiguration configuration, string ours, string standard) =>
        configuration[ours] is { Length: > 0 } value ? (ours, value) : (standard, configuration[standard] is { Length: > 0 } other ? other : null);
}
