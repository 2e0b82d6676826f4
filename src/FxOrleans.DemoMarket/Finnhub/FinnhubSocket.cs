using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>
/// Finnhub's push: trades of what a client subscribes to, a first one at once and then one a tick, and a ping now and then.
/// One instance a connection.
/// </summary>
internal sealed class FinnhubSocket(ProviderRequest request, WebSocket socket)
{
    private const int LongestMessage = 4096;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    /// <summary>How long the client has to answer a close; cut off before, it may never read why.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private static readonly ReadOnlyMemory<byte> Ping = """{"type":"ping"}"""u8.ToArray();

    private readonly SocketWishes _wishes = new();

    public static async Task AnswerAsync(ProviderRequest request)
    {
        if (!request.Http.WebSockets.IsWebSocketRequest)
        {
            await request.Http.AnswerAsync(StatusCodes.Status400BadRequest, """{"error":"A WebSocket is expected here."}""");
            return;
        }

        using var socket = await request.Http.WebSockets.AcceptWebSocketAsync();
        await new FinnhubSocket(request, socket).RunAsync();
    }

    private async Task RunAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(request.Cancel);
        var reading = ReadAsync(end.Token);
        try
        {
            await SendAsync(reading, end.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
            await Task.WhenAny(reading, Task.Delay(Farewell, request.World.Time, end.Token));
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Drops are normal; the client connects again.
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }
    }

    private async Task SendAsync(Task reading, CancellationToken cancel)
    {
        var clock = new TickClock(request.World.Time, request.World.TickInterval);
        var pinged = DateTimeOffset.MinValue;
        var (mood, changed) = request.State.Watch();
        var early = Task.WhenAny(changed, _wishes.News, reading);
        while (true)
        {
            var tick = await clock.NextAsync(early, cancel);
            (mood, changed) = request.State.Watch();
            if (reading.IsCompleted || mood.EndsStreams)
            {
                return;
            }

            if (mood.Mode == MisbehaviourMode.Slow)
            {
                await Task.WhenAny(Task.Delay(mood.Delay, request.World.Time, cancel), changed, reading);
            }

            if (tick.Time - pinged >= PingEvery)
            {
                pinged = tick.Time;
                await SendAsync(Ping, cancel);
            }

            var (all, fresh, complaints) = _wishes.Take();
            if (early.IsCompleted)
            {
                // Only then: one for every tick would hang on the long-lived tasks until the connection ends.
                early = Task.WhenAny(changed, _wishes.News, reading);
            }

            foreach (var complaint in complaints)
            {
                await SendAsync(FinnhubMessages.Error(complaint), cancel);
            }

            var due = tick.Early ? fresh : all;
            if (due.Length > 0 && mood.Mode != MisbehaviourMode.Empty)
            {
                await SendAsync(FinnhubMessages.Trades(request.SightAt(tick.Time, mood), due), cancel);
            }
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancel) =>
        socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);

    /// <summary>Takes messages until the client leaves or sends what is too long.</summary>
    private async Task ReadAsync(CancellationToken cancel)
    {
        var buffer = new byte[LongestMessage];
        var length = 0;
        try
        {
            while (length < buffer.Length)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                length += part.Count;
                if (part.EndOfMessage)
                {
                    Understand(buffer.AsMemory(0, length));
                    length = 0;
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The same as leaving.
        }
    }

    private void Understand(ReadOnlyMemory<byte> message)
    {
        if (!FinnhubMessages.TryRead(message, out var type, out var text))
        {
            _wishes.Complain("Invalid message");
        }
        else if (type == "unsubscribe")
        {
            _wishes.Unsubscribe(text);
        }
        else if (type != "subscribe" || FinnhubSymbol.Find(request.Model, text) is not { } symbol)
        {
            _wishes.Complain(type == "subscribe" ? $"Subscribing to invalid symbol: {text}" : "Invalid message");
        }
        else
        {
            _wishes.Subscribe(symbol);
        }
    }
}
