using System.Net.WebSockets;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.PricePlatform;

/// <summary><c>/api/ws/prices</c>: the price platform's socket.</summary>
public static class PricesSocket
{
    public const string Path = "/api/ws/prices";

    /// <summary>The most symbols of one message; subscriptions are bounded by <see cref="PushOptions.MaxSubscriptions"/>.</summary>
    public const int MaxSymbols = 1000;

    /// <summary>RFC 6455's registry: "the service is overloaded".</summary>
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    public static IEndpointRouteBuilder MapPricesSocket(this IEndpointRouteBuilder endpoints)
    {
        endpoints.Map(Path, ServeAsync).ExcludeFromDescription().DisableRequestTimeout();
        return endpoints;
    }

    private static async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await new Problem(StatusCodes.Status426UpgradeRequired, ProblemCodes.UpgradeRequired, $"{Path} speaks WebSocket only.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        if (ClientId.Read(context.Request.Query, out var clientId) is { } problem)
        {
            await problem.ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        var services = context.RequestServices;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var sockets = services.GetRequiredService<PriceSockets>();
        var life = sockets.Open();
        var inner = new SocketOutboxWriter(socket, null, batch: false, ended);
        using var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
            .Register(() => _ = inner.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "The service stops."));
        try
        {
            await TalkAsync(context, socket, inner, life, clientId, ended.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            context.Abort(); // What it has not taken yet is not waited for.
        }
        finally
        {
            sockets.Close(life);
        }
    }

    private static async Task TalkAsync(
        HttpContext context, WebSocket socket, SocketOutboxWriter inner, ConnectionLife life, string clientId, CancellationToken cancel)
    {
        var services = context.RequestServices;
        var access = services.GetRequiredService<AccessOptions>();
        var time = services.GetRequiredService<TimeProvider>();
        var watched = new WatchedSymbols();
        var writer = new PriceUpdateWriter(inner, watched, life, services.GetRequiredService<PriceRows>(), time);
        using var subscriptions = Subscriptions.Open(services.GetRequiredService<RateBoard>(), services.GetRequiredService<FanOut>(), writer, Caller.Of(context, access));
        if (subscriptions is null)
        {
            await inner.CloseAsync(TryAgainLater, ProblemCodes.TooManyConnections).ConfigureAwait(false);
            await SocketReader.DrainAsync(socket, new byte[4096], cancel).ConfigureAwait(false);
            return;
        }

        await writer.SendAsync(ServerMessages.Welcome(clientId), cancel).ConfigureAwait(false);
        life.TryMove(ConnectionState.Connected);
        var connection = new PriceConnection(subscriptions, writer, watched, life, services.GetRequiredService<ChangeWatch>(), MaxSymbols);
        await using var beat = time.CreateTimer(
            static state => ((PriceConnection)state!).Repeat(), connection, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var interval = services.GetRequiredService<PricesOptions>().UpdateInterval;
        beat.Change(interval, interval);
        try
        {
            var budget = new MessageBudget(access.Limits.MessagesPerMinute, time);
            await SocketReader.ReadAsync(socket, inner, budget, message => connection.ReceiveAsync(message, cancel), cancel).ConfigureAwait(false);
        }
        finally
        {
            connection.End();
        }
    }
}
