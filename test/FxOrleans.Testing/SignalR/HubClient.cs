using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace FxOrleans.Testing.SignalR;

/// <summary>
/// A SignalR client over one WebSocket, speaking the JSON hub protocol: as much of it as tests need, and nothing is hidden
/// from them. It answers pings and sends its own. Thread-safe.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private const char Separator = '\u001e';

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HubCompletion>> _calls = new();
    private readonly ConcurrentDictionary<string, HubStream> _streams = new();
    private readonly ConcurrentDictionary<string, Inbox<JsonElement>> _messages = new();
    private readonly TaskCompletionSource<string?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private long _invocations;

    private HubClient()
    {
    }

    /// <summary>Completes when the hub has closed the connection, with the error it gave, if any.</summary>
    public Task<string?> Closed => _closed.Task;

    /// <summary>Connects to a hub, such as <c>ws://127.0.0.1:5000/hubs/rates</c>.</summary>
    public static async Task<HubClient> ConnectAsync(Uri hub)
    {
        var client = new HubClient();
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await client._socket.ConnectAsync(hub, deadline.Token);
        await client.SendAsync(new { protocol = "json", version = 1 });
        var received = new StringBuilder();
        while (!received.ToString().Contains(Separator, StringComparison.Ordinal))
        {
            received.Append(await client.ReceiveAsync(deadline.Token)
                ?? throw new InvalidOperationException("The hub closed the connection at its handshake."));
        }

        var records = received.ToString().Split(Separator, 2);
        if (records[0] != "{}")
        {
            throw new InvalidOperationException($"The handshake was refused: {records[0]}");
        }

        client._running = Task.WhenAll(client.ReadAsync(records[1]), client.PingAsync());
        return client;
    }

    /// <summary>The first argument of every message of that name that the hub sends.</summary>
    public Inbox<JsonElement> On(string message) => _messages.GetOrAdd(message, _ => new Inbox<JsonElement>());

    /// <summary>Calls a method and waits for what comes of it.</summary>
    public async Task<HubCompletion> InvokeAsync(string method, params object?[] arguments)
    {
        var id = NextId();
        var completion = CompletionAsync(id);
        await SendAsync(new { type = 1, invocationId = id, target = method, arguments });
        return await completion;
    }

    /// <summary>What comes of an invocation that a test sends as text under that id. To be asked for before it is sent.</summary>
    public Task<HubCompletion> CompletionAsync(string id)
    {
        var call = _calls[id] = new TaskCompletionSource<HubCompletion>(TaskCreationOptions.RunContinuationsAsynchronously);
        return call.Task.WaitAsync(Eventually.Patience);
    }

    /// <summary>Asks for a stream.</summary>
    public async Task<HubStream> StreamAsync(string method, params object?[] arguments)
    {
        var id = NextId();
        var stream = _streams[id] = new HubStream(this, id);
        await SendAsync(new { type = 4, invocationId = id, target = method, arguments });
        return stream;
    }

    /// <summary>Sends one message as it is, whatever it is.</summary>
    public async Task SendTextAsync(string message)
    {
        await _turn.WaitAsync(_stop.Token);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message + Separator), WebSocketMessageType.Text, true, _stop.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says goodbye and waits until the hub has.</summary>
    public async Task CloseAsync()
    {
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token);
        await Closed.WaitAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
    }

    internal Task SendAsync<T>(T message) => SendTextAsync(JsonSerializer.Serialize(message));

    private string NextId() => Interlocked.Increment(ref _invocations).ToString(CultureInfo.InvariantCulture);

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            await SendAsync(new { type = 6 });
        }
    }

    private async Task ReadAsync(string rest)
    {
        string? why = null;
        try
        {
            for (string? text = ""; text is not null; text = await ReceiveAsync(_stop.Token))
            {
                rest += text;
                var records = rest.Split(Separator);
                rest = records[^1];
                foreach (var record in records[..^1])
                {
                    why = Take(record) ?? why;
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            why ??= gone.Message;
        }
        finally
        {
            Finish(why);
        }
    }

    private void Finish(string? why)
    {
        var ended = new InvalidOperationException($"The connection ended: {why}");
        foreach (var call in _calls.Values)
        {
            call.TrySetException(ended);
        }

        foreach (var stream in _streams.Values)
        {
            stream.Items.Complete(ended);
            stream.Ending.TrySetResult(new HubCompletion(null, ended.Message));
        }

        foreach (var messages in _messages.Values)
        {
            messages.Complete(ended);
        }

        _closed.TrySetResult(why);
    }

    // The close message's error, where there is one.
    private string? Take(string record)
    {
        using var document = JsonDocument.Parse(record);
        var message = document.RootElement;
        var id = message.TryGetProperty("invocationId", out var given) ? given.GetString()! : "";
        switch (message.GetProperty("type").GetInt32())
        {
            case 1:
                On(message.GetProperty("target").GetString()!).Put(message.GetProperty("arguments")[0].Clone());
                return null;
            case 2:
                _streams[id].Items.Put(message.GetProperty("item").Clone());
                return null;
            case 3:
                Complete(id, message);
                return null;
            case 7:
                return message.TryGetProperty("error", out var error) ? error.GetString() : null;
            default:
                return null;
        }
    }

    private void Complete(string id, JsonElement message)
    {
        var completion = new HubCompletion(
            message.TryGetProperty("result", out var result) ? result.Clone() : null,
            message.TryGetProperty("error", out var error) ? error.GetString() : null);
        if (_streams.TryRemove(id, out var stream))
        {
            stream.Items.Complete();
            stream.Ending.TrySetResult(completion);
        }
        else if (_calls.TryRemove(id, out var call))
        {
            call.TrySetResult(completion);
        }
    }

    private async Task<string?> ReceiveAsync(CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
            }
        }
    }
}
