using FxOrleans.Serving.Hub;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Streams;

/// <summary><c>GET /rates/stream</c>: prices as server-sent events, of every tracked pair or of those of <c>?pairs=</c>; a client that comes back gets what it missed.</summary>
public static class RateStreamEndpoint
{
    /// <summary>The path.</summary>
    public const string Path = "/rates/stream";

    private const string EventStreamType = "text/event-stream";

    private const string Example =
        """
        event: tick
        data: {"from":"USD","to":"EUR","price":0.88022588,"timestamp":"2026-09-29T00:00:00Z","bid":0.88013,"ask":0.88032,"confidence":0.0001,"status":"live","sources":4,"via":[],"simulated":true,"epoch":1790640000000,"sequence":17,"usage":"firm"}
        id: USD-EUR_1790640000000_17
        """;

    /// <summary>Adds the endpoint.</summary>
    public static IEndpointRouteBuilder MapRateStream(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, ServeAsync)
            .WithName("stream")
            .WithSummary("Prices as server-sent events: snapshot, an array, then tick, one price each. Send the last id back as Last-Event-ID to go on where it ended.")
            .WithOptionalQuery("pairs", "Pairs, comma-separated; every tracked pair without it.", "USD/EUR,EUR/NGN")
            .WithTextExample(EventStreamType, Example)
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidQuery, ProblemCodes.TooManySubscriptions)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.TooManyConnections)
            .WithTags(ServiceDescription.Rates)
            .DisableRequestTimeout();
        return endpoints;
    }

    private static async Task ServeAsync(HttpContext context, RateBoard board, FanOut fanOut, AccessOptions access, TimeProvider time, IHostApplicationLifetime host)
    {
        if (SocketRequest.Read(context.Request.Query, board, fanOut, out var request) is { } problem)
        {
            await problem.ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        var writer = new StreamOutboxWriter(context.Abort);
        using var subscriptions = Subscriptions.Open(board, fanOut, writer, Caller.Of(context, access));
        if (subscriptions is null)
        {
            var full = Problem.Unavailable(ProblemCodes.TooManyConnections, "The service, or this caller, has as many connections as there may be. Close one, or try later.");
            await (full with { RetryAfter = TimeSpan.FromSeconds(5) }).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = EventStreamType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // For nginx.
        if (HeadRequests.IsHead(context))
        {
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        try
        {
            await context.Response.WriteAsync("retry: 1000\n\n", ended.Token).ConfigureAwait(false);
            await context.Response.BodyWriter.FlushAsync(ended.Token).ConfigureAwait(false);
            subscriptions.Add(request.Pairs);
            var had = StreamPlace.Read(context.Request.Headers["Last-Event-ID"]);
            var missed = MissedPrices.Find(board, fanOut.Recent, had, subscriptions.Topics);
            var events = new EventWriter(context.Response.BodyWriter, missed?.From);
            var stream = new ResumableStream(writer, board, fanOut.Recent, fanOut.Options.KeepAlive, time);
            await foreach (var message in stream.ReadAsync(missed, ended.Token).ConfigureAwait(false))
            {
                events.Write(message);
                await context.Response.BodyWriter.FlushAsync(ended.Token).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client has gone, or the host stops: then the answer ends as any other does, and the client comes back by itself.
        }
    }
}
