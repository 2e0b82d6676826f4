using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace FxOrleans.Testing;

/// <summary>A WebSocket client that reads all the time.</summary>
public sealed class SocketClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<(WebSocketCloseStatus? Status, string? Reason)> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private SocketClient()
    {
    }

    /// <summary>The text messages.</summary>
    public Inbox<JsonElement> Messages { get; } = new();

    /// <summary>How the server closed the socket; both null when it just went away.</summary>
    public Task<(WebSocketCloseStatus? Status, string? Reason)> Closed => _closed.Task.WaitAsync(Eventually.Patience);

    public static async Task<SocketClient> ConnectAsync(Uri address)
    {
        var client = new SocketClient();
        await client._socket.ConnectAsync(address, client._stop.Token);
        client._reading = client.ReadAsync();
        return client;
    }

    /// <summary>The first message that is a rate and fits.</summary>
    public async Task<WireRate> RateAsync(Func<WireRate, bool> fits, string what) =>
        WireRate.Read(await Messages.FirstAsync(message => message.TryGetProperty("price", out _) && fits(WireRate.Read(message)), what));

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] message, WebSocketMessageType type) => _socket.SendAsync(message, type, endOfMessage: true, _stop.Token);

    /// <summary>Says goodbye, as a browser does.</summary>
    public Task CloseAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await ReadMessagesAsync();
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The socket has gone without a goodbye: told by Closed.
        }

        Messages.Complete();
        _closed.TrySetResult((_socket.CloseStatus, _socket.CloseStatusDescription));
    }

    private async Task ReadMessagesAsync()
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                using var json = JsonDocument.Parse(message.ToArray());
                Messages.Put(json.RootElement.Clone());
                message.SetLength(0);
            }
        }
    }
}
