using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Providers;

/// <summary><c>GET /providers</c>: how each provider does.</summary>
public static class ProvidersEndpoint
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IEndpointRouteBuilder MapProviders(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/providers", GetAsync)
            .WithName("providers")
            .WithSummary("State, last success and failure, quotes taken and refused, quota left and attribution of each provider.")
            .WithExample<IReadOnlyList<ProviderStatus>>("""[{"name":"Ecb","state":"ok","kind":"fixing","simulated":false,"lastSuccess":"2026-09-29T12:00:00Z","lastFailure":null,"newestQuote":"2026-09-29T00:00:00Z","lag":43200,"outlierRate":0,"accepted":290,"rejected":0,"answers":10,"failures":{},"rejections":{},"quotaLeft":null,"attribution":"Euro foreign exchange reference rates: European Central Bank","since":"2026-09-29T11:00:00Z"}]""")
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Service);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(IRateEngine engine, ServingOptions options, CancellationToken cancel)
    {
        var statuses = await engine.ProvidersAsync(cancel).ConfigureAwait(false);
        return new Answer(JsonSerializer.SerializeToUtf8Bytes(statuses.Concat(options.Disabled), Options), Answer.Json, Answer.Revalidate);
    }
}
