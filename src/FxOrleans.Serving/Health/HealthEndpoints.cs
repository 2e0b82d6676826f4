using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace FxOrleans.Serving.Health;

/// <summary>
/// <c>/health/live</c>: this process answers. <c>/health/ready</c>: it has prices to answer with, else 503 with the reasons.
/// </summary>
public static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return (IResult)TypedResults.Json(new LiveResponse("live"), ServingJson.Default.LiveResponse);
            })
            .WithName("live")
            .WithSummary("200 while the process answers.")
            .WithExample<LiveResponse>("""{"status":"live"}""")
            .WithTags(ServiceDescription.Service);
        endpoints.MapGet("/health/ready", ReadyAsync)
            .WithName("ready")
            .WithSummary("200 when the board has prices that are not all stale; else 503 with the reasons.")
            .WithExample<ReadyResponse>("""{"status":"ready","reasons":[],"redis":"ok"}""")
            .Produces<NotReadyResponse>(StatusCodes.Status503ServiceUnavailable, Problem.ContentType)
            .WithTags(ServiceDescription.Service);
        return endpoints;
    }

    private static async Task<IResult> ReadyAsync(
        HttpContext context, Readiness readiness, RateBoard board, PriceFeed feed, FanOut fanOut, CancellationToken cancel)
    {
        var node = await readiness.ReadAsync(cancel).ConfigureAwait(false);
        context.Response.Headers.CacheControl = "no-store";
        var mayLookInside = context.MayLookInside(); // For administrators: how much there is and how it goes.
        var boardFigures = mayLookInside ? BoardHealthResponse.Of(board, feed) : null;
        var pushFigures = mayLookInside ? PushHealthResponse.Of(fanOut.Statistics) : null;
        if (node.IsReady)
        {
            var ready = new ReadyResponse { Status = "ready", Reasons = node.Reasons, Board = boardFigures, Push = pushFigures };
            Tell(ready.Facts);
            return TypedResults.Json(ready, ServingJson.Default.ReadyResponse, Answer.Json);
        }

        var refusal = new NotReadyResponse
        {
            Type = "about:blank",
            Title = ReasonPhrases.GetReasonPhrase(StatusCodes.Status503ServiceUnavailable),
            Status = StatusCodes.Status503ServiceUnavailable,
            Code = ProblemCodes.NotReady,
            Detail = string.Join(' ', node.Reasons),
            Reasons = node.Reasons,
            Board = boardFigures,
            Push = pushFigures,
        };
        Tell(refusal.Facts);
        return TypedResults.Json(refusal, ServingJson.Default.NotReadyResponse, Problem.ContentType, StatusCodes.Status503ServiceUnavailable);

        void Tell(IDictionary<string, object> facts)
        {
            foreach (var (name, state) in node.States)
            {
                facts[name] = state;
            }
        }
    }
}
