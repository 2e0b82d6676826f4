using System.Net.WebSockets;
using System.Text.Json;

namespace FxOrleans.Load.Trials;

/// <summary>
/// Reads every tick of one node on a WebSocket and connects again whenever it can: for how long each pair was silent, and
/// whether a price ever went back, before and after a restart of the node. Thread-safe.
/// </summary>
internal sealed class TickReader : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Seen> _seen;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    public TickReader(Uri address, IEnumerable<string> pairs)
    {
        Address = address;
        _seen = pairs.ToDictionary(pair => pair, _ => new Seen());
        _reading = Task.Run(ReadAsync);
    }

    public Uri Address { get; }

    /// <summary>Prices that were older than one seen before.</summary>
    public int Backwards { get; private set; }

    /// <summary>How many pairs have had a price.</summary>
    public int Heard
    {
        get
        {
            lock (_lock)
            {
                return _seen.Values.Count(seen => seen.Epoch > 0);
            }
        }
    }

    /// <summary>Forgets the silences so far.</summary>
    public void Mark()
    {
        lock (_lock)
        {
            foreach (var seen in _seen.Values)
            {
                (seen.Longest, seen.MarkedEpoch) = (TimeSpan.Zero, seen.Epoch);
            }
        }
    }

    /// <summary>The longest silence of each pair in milliseconds since the mark, the one that lasts included.</summary>
    /// <param name="onlyUnmoved">Leaves out the pairs that have started anew since.</param>
    public double[] Gaps(bool onlyUnmoved = false)
    {
        lock (_lock)
        {
            var now = TimeProvider.System.GetTimestamp();
            return
            [
                .. _seen.Values.Where(seen => !onlyUnmoved || seen.Epoch == seen.MarkedEpoch).Select(seen =>
                {
                    var lasting = TimeProvider.System.GetElapsedTime(seen.At, now);
                    return (lasting > seen.Longest ? lasting : seen.Longest).TotalMilliseconds;
                }),
            ];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var socket = new ClientWebSocket();
                await socket.ConnectAsync(new Uri($"ws://{Address.Authority}/ws/rates?batch=1"), _stop.Token);
                await ReadAsync(socket);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or JsonException)
            {
                await Task.Delay(Pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                using var message = JsonDocument.Parse(buffer.AsMemory(0, length));
                Take(message.RootElement);
                length = 0;
            }
        }
    }

    private void Take(JsonElement rates)
    {
        lock (_lock)
        {
            var now = TimeProvider.System.GetTimestamp();
            foreach (var rate in rates.EnumerateArray())
            {
                if (!_seen.TryGetValue($"{rate.GetProperty("from").GetString()}/{rate.GetProperty("to").GetString()}", out var seen))
                {
                    continue;
                }

                var place = (rate.GetProperty("epoch").GetInt64(), rate.GetProperty("sequence").GetInt64());
                var known = (seen.Epoch, seen.Sequence);
                if (place.CompareTo(known) < 0)
                {
                    Backwards++;
                }
                else if (place != known)
                {
                    var gap = TimeProvider.System.GetElapsedTime(seen.At, now);
                    seen.Longest = seen.Epoch > 0 && gap > seen.Longest ? gap : seen.Longest;
                    (seen.Epoch, seen.Sequence) = place;
                    seen.At = now;
                }
            }
        }
    }

    private sealed class Seen
    {
        public long Epoch;
        public long Sequence;
        public long MarkedEpoch;
        public long At = TimeProvider.System.GetTimestamp();
        public TimeSpan Longest;
    }
}
