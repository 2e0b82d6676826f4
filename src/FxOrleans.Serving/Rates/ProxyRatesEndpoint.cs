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
            .Takes("from", "Base currency.")
            .Takes("to", "Quote currency.")
            .Answers<ProxyRateShape>();
        return endpoints;
    }

    private static IResult Get(HttpRequest request, RateBoard board) =>
        RateReading.Read(request.Query, board, out var rate) is { } problem
            ? problem.Code != ProblemCodes.NotReady ? problem with { Status = StatusCodes.Status404NotFound }
            : board.IsSynced ? Problem.NotFound(ProblemCodes.NoPrice, "No rate is cached yet.")
            : problem
            : new Answer(RateJson.EncodeShort(rate!.Rate), Answer.Json, Answer.Revalidate, rate.ETag);
}
