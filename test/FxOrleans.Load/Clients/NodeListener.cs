using System.Net.WebSockets;
using System.Text.Json;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;

namespace FxOrleans.Load.Clients;

/// <summary>Listens to one node's <c>/ws/rates</c> and notes when each price came.</summary>
internal sealed class NodeListener(Uri node)
{
    private readonly Dictionary<string, DateTimeOffset> _newest = [];

    /// <summary>How old the newest quote of a price was when it came, of each pair's new quotes of the live kind.</summary>
    public Histogram Old { get; } = new();

    /// <summary>Each price and its coming, under its pair, epoch and sequence; without what was there already.</summary>
    public Dictionary<(string Pair, long Epoch, long Sequence), (decimal Price, DateTimeOffset At)> Heard { get; } = [];

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

    private void Note(byte[] message, DateTimeOffset now, bool first)
    {
        foreach (var rate in WireRate.ReadAll(JsonDocument.Parse(message).RootElement))
        {
            if (!first)
            {
                Heard.TryAdd((rate.Pair, rate.Epoch, rate.Sequence), (rate.Price, now));
                if (rate.Status == "live" && rate.Timestamp > _newest.GetValueOrDefault(rate.Pair))
                {
                    Old.Add((long)(now - rate.Timestamp).TotalMicroseconds);
                }
            }

            _newest[rate.Pair] = rate.Timestamp;
        }
    }
}
