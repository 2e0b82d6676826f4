using System.Net.WebSockets;
using System.Text;
using FxOrleans.Serving.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Serving.Sockets;

/// <summary>
/// <c>/ws/rates</c>: every tracked rate, or those of <c>?pairs=</c>, one JSON object a frame, or arrays with <c>?batch=1</c>.
/// </summary>
public static class RatesSocket
{
    public const string Path = "/ws/rates";

    private static readonly byte[] NothingToSay = Encoding.UTF8.GetBytes(
        $$"""{"type":"error","code":"{{ProblemCodes.InvalidMessage}}","message":"This socket takes no messages; name pairs in its address: ?pairs=USD/EUR,USD/GBP"}""");

    public static IEndpointRouteBuilder MapRatesSocket(this IEndpointRouteBuilder endpoints)
    {
        endpoints.Map(Path, ServeAsync).ExcludeFromDescription();
        return endpoints;
    }

    private static async Task ServeAsync(HttpContext context, RateBoard board, FanOut fanOut, IHostApplicationLifetime host)
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

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var stream = (context.Features.Get<IHttpUpgradeFeature>() as FrameUpgrade)?.Stream;
        using var writer = new SocketOutboxWriter(socket, stream, request.Batch, ended);
        using var subscriptions = Subscriptions.Open(board, fanOut, writer);
        if (subscriptions is null)
        {
            await socket.CloseAsync((WebSocketCloseStatus)1013, ProblemCodes.TooManyConnections, ended.Token).ConfigureAwait(false);
            return;
        }

        subscriptions.Add(request.Pairs);
        try
        {
            await SocketReader.ReadAsync(socket, _ => writer.SendAsync(NothingToSay, ended.Token), ended.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            if (host.ApplicationStopping.IsCancellationRequested && socket.State == WebSocketState.Open)
            {
                await GoodbyeAsync(socket).ConfigureAwait(false);
            }
        }
    }

    private static async Task GoodbyeAsync(WebSocket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "The service stops.", deadline.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The other side has gone first, or takes nothing.
        }
    }
}
