using System.Text.Json;
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
                return (IResult)TypedResults.Json(new LiveResponse("live"), JsonSerializerOptions.Web);
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
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (node.IsReady)
            {
                json.WriteString("status", "ready");
            }
            else
            {
                json.WriteString("type", "about:blank");
                json.WriteString("title", ReasonPhrases.GetReasonPhrase(StatusCodes.Status503ServiceUnavailable));
                json.WriteNumber("status", StatusCodes.Status503ServiceUnavailable);
                json.WriteString("code", ProblemCodes.NotReady);
                json.WriteString("detail", string.Join(' ', node.Reasons));
            }

            json.WriteStartArray("reasons");
            foreach (var reason in node.Reasons)
            {
                json.WriteStringValue(reason);
            }

            json.WriteEndArray();
            foreach (var (name, state) in node.States)
            {
                json.WriteString(name, state);
            }

            if (context.MayLookInside())
            {
                WriteInside(json, board, feed, fanOut);
            }

            json.WriteEndObject();
        }

        return node.IsReady
            ? TypedResults.Bytes(buffer.ToArray(), Answer.Json)
            : new StatusBytes(StatusCodes.Status503ServiceUnavailable, buffer.ToArray(), Problem.ContentType);
    }

    // For administrators: how much there is and how it goes.
    private static void WriteInside(Utf8JsonWriter json, RateBoard board, PriceFeed feed, FanOut fanOut)
    {
        var now = board.Now;
        var statuses = board.Book.Markets.GroupBy(market => market.StatusAt(now, board.Options.MaxAge)).ToDictionary(group => group.Key, group => group.Count());
        var push = fanOut.Statistics;
        json.WriteStartObject("board");
        json.WriteNumber("markets", board.Book.Count);
        json.WriteNumber("live", statuses.GetValueOrDefault(PriceStatus.Live));
        json.WriteNumber("indicative", statuses.GetValueOrDefault(PriceStatus.Indicative));
        json.WriteNumber("stale", statuses.GetValueOrDefault(PriceStatus.Stale));
        json.WriteNumber("snapshots", feed.Snapshots);
        json.WriteNumber("gaps", feed.Gaps);
        json.WriteNumber("silences", feed.Silences);
        json.WriteEndObject();
        json.WriteStartObject("push");
        json.WriteNumber("connections", push.Connections);
        json.WriteNumber("topics", push.Topics);
        json.WriteNumber("frames", push.Frames);
        json.WriteNumber("prices", push.Prices);
        json.WriteNumber("conflated", push.Conflated);
        json.WriteNumber("aborted", push.Aborted);
        json.WriteEndObject();
    }
}
