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

    /// <summary>Adds the endpoint.</summary>
    public static IEndpointRouteBuilder MapRateStream(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, ServeAsync)
            .WithName("stream")
            .WithSummary("Prices as server-sent events: snapshot, an array, then tick, one price each. Send the last id back as Last-Event-ID to go on where it ended.")
            .WithOptionalQuery("pairs", "Pairs, comma-separated; every tracked pair without it.", "USD/EUR,EUR/NGN")
            .Produces<string>(StatusCodes.Status200OK, EventStreamType)
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
