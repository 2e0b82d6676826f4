using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace FxOrleans.DemoMarket.Tests;

/// <summary>A client of the demo's Finnhub socket.</summary>
internal sealed class FinnhubClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<FinnhubClient> ConnectAsync(DemoFixture demo, string path = "/finnhub/ws?token=t")
    {
        var client = new FinnhubClient();
        await client._socket.ConnectAsync(new Uri($"ws://{demo.Server.Address.Authority}{path}"), CancellationToken.None);
        return client;
    }

    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public async Task<JsonElement> ReceiveAsync()
    {
        var (result, text) = await ReadAsync();
        Assert.Equal(WebSocketMessageType.Text, result);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>True when the next thing that comes is the end.</summary>
    public async Task<bool> IsClosedAsync() => (await ReadAsync()).Type == WebSocketMessageType.Close;

    public void Dispose() => _socket.Dispose();

    private async Task<(WebSocketMessageType Type, string Text)> ReadAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (part.EndOfMessage)
            {
                return (part.MessageType, text.ToString());
            }
        }
    }
}
