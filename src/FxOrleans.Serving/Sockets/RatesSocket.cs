using System.Net.WebSockets;
using System.Text;
using FxOrleans.Serving.Hub;
using FxOrleans.Serving.Pegs;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Sockets;

/// <summary>
/// <c>/ws/rates</c>: every tracked rate, or those of <c>?pairs=</c>, one JSON object a frame, or arrays with <c>?batch=1</c>; with
/// <c>?events=1</c> changes of pegs too. With <c>?resume=</c> it goes on where another one ended.
/// </summary>
public static class RatesSocket
{
    public const string Path = "/ws/rates";

    /// <summary>RFC 6455's registry: "the service is overloaded".</summary>
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    private static readonly byte[] NothingToSay = Encoding.UTF8.GetBytes(
        $$"""{"type":"error","code":"{{ProblemCodes.InvalidMessage}}","message":"This socket takes no messages; name pairs in its address: ?pairs=USD/EUR,USD/GBP"}""");

    public static IEndpointRouteBuilder MapRatesSocket(this IEndpointRouteBuilder endpoints)
    {
        endpoints.Map(Path, ServeAsync).ExcludeFromDescription().DisableRequestTimeout();
        return endpoints;
    }

    private static async Task ServeAsync(HttpContext context, RateBoard board, FanOut fanOut, PegEvents pegs, AccessOptions access, TimeProvider time, IHostApplicationLifetime host)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await new Problem(StatusCodes.Status426UpgradeRequired, ProblemCodes.UpgradeRequired, $"{Path} speaks WebSocket only.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        if (SocketRequest.Read(context.Request.Query, board, fanOut, out var request) is { } problem)
        {
            await problem.ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var stream = (context.Features.Get<IHttpUpgradeFeature>() as FrameUpgrade)?.Stream;
        var writer = new SocketOutboxWriter(socket, stream, request.Batch, ended);
        var frames = request.Resume is null ? null : new StreamOutboxWriter(writer.Abort);
        using var subscriptions = Subscriptions.Open(board, fanOut, frames is null ? writer : frames, Caller.Of(context, access));
        using var stopping = host.ApplicationStopping.Register(() => _ = writer.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "The service stops."));
        try
        {
            if (subscriptions is null)
            {
                await writer.CloseAsync(TryAgainLater, ProblemCodes.TooManyConnections).ConfigureAwait(false);
                await SocketReader.DrainAsync(socket, new byte[4096], ended.Token).ConfigureAwait(false);
                return;
            }

            var pump = request.Events ? PegEventPump.RunAsync(pegs, writer, ended.Token) : Task.CompletedTask;
            subscriptions.Add(request.Pairs);
            var prices = frames is null ? Task.CompletedTask : StreamPump.RunAsync(
                new ResumableStream(frames, board, fanOut.Recent, fanOut.Options.KeepAlive, time),
                MissedPrices.Find(board, fanOut.Recent, StreamPlace.Read(request.Resume), subscriptions.Topics),
                writer,
                ended.Token);
            var budget = new MessageBudget(access.Limits.MessagesPerMinute, time);
            await SocketReader.ReadAsync(socket, writer, budget, _ => writer.SendAsync(NothingToSay, ended.Token), ended.Token).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(pump, prices).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            context.Abort(); // What it has not taken yet is not waited for.
        }
    }
}
