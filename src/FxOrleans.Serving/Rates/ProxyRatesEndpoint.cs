using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Rates;

/// <summary><c>GET /rates</c>: the Forex Proxy's answer of four fields, 404 for whatever it cannot answer, and 503 while it has not looked yet.</summary>
public static class ProxyRatesEndpoint
{
    public static IEndpointRouteBuilder MapProxyRates(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rates", Get)
            .WithName("rates")
            .WithSummary("The Forex Proxy's shape: from, to, price, timestamp; 404 for anything invalid, missing or unknown, 503 before the first sync.")
            .WithQuery("from", "Base currency.", "USD")
            .WithQuery("to", "Quote currency.", "EUR")
            .WithExample<ProxyRateResponse>("""{"from":"USD","to":"EUR","price":0.86142,"timestamp":"2026-09-29T12:00:00Z"}""")
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static IResult Get(HttpRequest request, RateBoard board) =>
        RateReading.Read(request.Query, board, out EncodedRate? rate) is { } problem
            ? problem.Code != ProblemCodes.NotReady ? problem with { Status = StatusCodes.Status404NotFound }
            : board.Book.IsSynced ? Problem.NotFound(ProblemCodes.NoPrice, "No rate is cached yet.")
            : problem
            : new Answer(RateJson.EncodeShort(rate!.Rate), Answer.Json, Answer.Revalidate, rate.ETag);
}
