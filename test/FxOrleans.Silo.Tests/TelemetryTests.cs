using FxOrleans.Silo.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace FxOrleans.Silo.Tests;

/// <summary>The settings of <c>OpenTelemetry</c> are what the exporter is told, by the keys that it reads.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData("grpc", "grpc")]
    [InlineData("http/protobuf", "http/protobuf")]
    [InlineData(null, "http/protobuf")]
    public void The_exporter_is_told_what_is_configured(string? protocol, string told)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(
        [
            new("OpenTelemetry:Endpoint", "http://collector.example:4318"), new("OpenTelemetry:Protocol", protocol), new("OpenTelemetry:Headers", "x-token=secret"),
            new("OpenTelemetry:Interval", "00:00:07"),
        ]);

        builder.AddTelemetry();

        Assert.Equal(
            ("http://collector.example:4318/", told, "x-token=secret", "7000"),
            (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"], builder.Configuration["OTEL_EXPORTER_OTLP_HEADERS"], builder.Configuration["OTEL_METRIC_EXPORT_INTERVAL"]));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1000)]
    public void As_many_requests_are_traced_as_configured(string ratio, int traced)
    {
        var options = TelemetryOptions.Read(Given.Configuration(("OpenTelemetry:Endpoint", "http://collector.example:4318"), ("OpenTelemetry:TraceRatio", ratio)))!;
        var sampler = new RequestSampler(options.TraceRatio);

        Assert.Equal(traced, Enumerable.Range(0, 1000).Count(_ => sampler.ShouldSample(new SamplingParameters(
            default, System.Diagnostics.ActivityTraceId.CreateRandom(), "Microsoft.AspNetCore.Hosting.HttpRequestIn", System.Diagnostics.ActivityKind.Server)).Decision == SamplingDecision.RecordAndSample));
    }
}
