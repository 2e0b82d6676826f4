using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Rates;

/// <summary><c>GET /rate</c>: the latest price between two assets, or with <c>at</c> that of a past moment. Requests of the plain form are answered before routing, by <see cref="RateFastPath"/>.</summary>
public static class RateEndpoint
{
    public static IEndpointRouteBuilder MapRate(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rate", GetAsync)
            .WithName("rate")
            .WithSummary("The latest price between two assets: direct, inverse, or a cross through bridges.")
            .WithQuery("from", "Base asset: ISO 4217 code, metal, coin or ticker, in any case; GBp, GBX, ZAc, ZAX and ILA, spelt exactly so, are hundredths.", "USD")
            .WithQuery("to", "Quote asset.", "EUR")
            .WithOptionalQuery("at", "A past moment, ISO 8601, UTC unless it says otherwise: the price as of then, with as_of, resolution, record and legs telling from what.", "2026-09-29T12:00:00Z")
            .WithOptionalQuery("max_age", "Refuse an older price: 500ms, 5s, 10m, 2h, 1d.", "10m")
            .WithOptionalQuery(UsageQuery.Parameter, UsageQuery.Meaning, UsageQuery.Firm)
            .WithExample<RateAnswerResponse>("""{"from":"USD","to":"EUR","price":0.86142,"timestamp":"2026-09-29T12:00:00.513Z","bid":0.86141,"ask":0.86143,"confidence":0.00001,"status":"live","sources":2,"via":[],"simulated":false,"epoch":1795302042974,"sequence":211,"usage":"firm"}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidMaxAge, ProblemCodes.InvalidUsage, ProblemCodes.InvalidQuery)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.RateStale, ProblemCodes.NotFirm, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static async ValueTask<IResult> GetAsync(HttpRequest request, RateBoard board, [FromServices] IPriceRecord? record, CancellationToken cancel) =>
        request.Query.ContainsKey("at") ? await PastRateReading.AnswerAsync(request.Query, board, record, cancel).ConfigureAwait(false)
        : RateReading.Read(request.Query, board, out AskedRate? rate) is { } problem ? problem
        : rate!.ToAnswer();
}
