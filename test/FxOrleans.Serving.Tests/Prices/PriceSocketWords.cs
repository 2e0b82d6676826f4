using System.Text.Json;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>The words in which the tests speak to <c>/api/ws/prices</c>.</summary>
internal static class PriceSocketWords
{
    public const string Path = "/api/ws/prices";

    public static string? Type(this JsonElement message) => message.GetProperty("type").GetString();

    /// <summary>Sends a message, and waits for the first of that type.</summary>
    public static async Task<JsonElement> AskAsync(this SocketClient socket, string message, string answer)
    {
        await socket.SendAsync(message);
        return await socket.Messages.FirstAsync(reply => reply.Type() == answer, answer);
    }

    /// <summary>The first update whose data fit.</summary>
    public static Task<JsonElement> UpdateAsync(this SocketClient socket, Func<JsonElement, bool> fits) =>
        socket.Messages.FirstAsync(message => message.Type() == "price_update" && fits(message.GetProperty("data")), "an update");

    /// <summary>A client that has subscribed to those symbols.</summary>
    public static async Task<SocketClient> WatchAsync(this ServingHost host, params string[] symbols)
    {
        var socket = await host.ConnectSocketAsync(Path);
        var names = string.Join(',', symbols.Select(symbol => $"\"{symbol}\""));
        await socket.AskAsync($$"""{"action":"subscribe","symbols":[{{names}}]}""", "subscribed");
        return socket;
    }
}
