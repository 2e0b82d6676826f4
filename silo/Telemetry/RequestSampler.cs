using System.Diagnostics;
using OpenTelemetry.Trace;

namespace FxOrleans.Silo.Telemetry;

/// <summary>
/// Samples a share of the requests that come and of those that providers are sent, whatever a caller says of sampling. All else, such as
/// the call of a grain, is sampled when its parent is. By hand, because <see cref="ParentBasedSampler"/> samples what has no parent too:
/// a thousand quotes a second on their way to their grains, among which requests would be lost.
/// </summary>
internal sealed class RequestSampler(double share) : Sampler
{
    private static readonly string[] Requests = ["Microsoft.AspNetCore.Hosting.HttpRequestIn", "System.Net.Http.HttpRequestOut"];

    private readonly TraceIdRatioBasedSampler _share = new(share);

    public override SamplingResult ShouldSample(in SamplingParameters parameters)
    {
        var parent = parameters.ParentContext;
        var isOfThisProcess = parent.TraceId != default && !parent.IsRemote;
        return !isOfThisProcess && Array.IndexOf(Requests, parameters.Name) >= 0
            ? _share.ShouldSample(parameters)
            : new SamplingResult(parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
    }
}
