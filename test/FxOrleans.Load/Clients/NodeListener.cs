using System.Net.WebSockets;
using System.Text.Json;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;

namespace FxOrleans.Load.Clients;

/// <summary>Listens to one node's <c>/ws/rates</c> and notes how late each new live price of the dollar is by its own timestamp.</summary>
internal sealed class NodeListener(Uri node)
{
    public Histogram Late { get; } = new();

    /// <summary>Each price under its pair, epoch and sequence.</summary>
    public Dictionary<(string Pair, long Epoch, long Sequence), decimal> Numbers { get; } = [];

    public async Task ListenAsync(TimeSpan time)
    {
        using var socket = new ClientWebSocket();
        using var end = new CancellationTokenSource(time);
        await socket.ConnectAsync(new Uri($"ws://{node.Authority}/ws/rates?batch=1"), CancellationToken.None);
        var buffer = new byte[256 * 1024];
        var first = true;
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), end.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Note(message.ToArray(), TimeProvider.System.GetUtcNow(), first);
                first = false;
            }
        }
        catch (OperationCanceledException)
        {
            // It has listened for long enough.
        }
    }

    // The first message is what was there already. One-Frame's prices are as new as its ticks; others are polled, and older.
    private void Note(byte[] message, DateTimeOffset now, bool first)
    {
        foreach (var rate in WireRate.ReadAll(JsonDocument.Parse(message).RootElement))
        {
            if (Numbers.TryAdd((rate.Pair, rate.Epoch, rate.Sequence), rate.Price) && !first && rate.Status == "live" && rate.Pair.StartsWith("USD/", StringComparison.Ordinal))
            {
                Late.Add((long)(now - rate.Timestamp).TotalMicroseconds);
            }
        }
    }
}
