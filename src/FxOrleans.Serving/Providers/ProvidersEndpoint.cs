using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Providers;

/// <summary><c>GET /providers</c>: how each provider does.</summary>
public static class ProvidersEndpoint
{
    private const string Row =
        """{"name":"Ecb","state":"ok","kind":"fixing","simulated":false,"lastSuccess":"2026-09-29T12:00:00Z","lastFailure":null,"newestQuote":"2026-09-29T00:00:00Z","lag":43200,"outlierRate":0,"accepted":290,"rejected":0,"answers":10,"failures":{},"rejections":{},"quotaLeft":null,"attribution":"Euro foreign exchange reference rates: European Central Bank","since":"2026-09-29T11:00:00Z"}""";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IEndpointRouteBuilder MapProviders(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/providers", GetAsync)
            .WithName("providers")
            .WithSummary("State, last success and failure, quotes taken and refused, quota left and attribution of each provider.")
            .WithExample<IReadOnlyList<ProviderStatus>>($"[{Row}]")
            .WithTable<ProviderStatus>(Row)
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.InvalidFormat)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Service);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpRequest request, IRateEngine engine, ServingOptions options, CancellationToken cancel)
    {
        if (TableRequest.Read(request, out var form) is { } problem)
        {
            return problem;
        }

        ProviderStatus[] statuses = [.. await engine.ProvidersAsync(cancel).ConfigureAwait(false), .. options.Disabled];
        return new Table<ProviderStatus>(
            () => JsonSerializer.SerializeToUtf8Bytes(statuses, Options),
            statuses.Select(status => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(status, Options))).As(form);
    }
}
