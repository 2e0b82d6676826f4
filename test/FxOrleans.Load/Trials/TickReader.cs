using System.Net.WebSockets;
using System.Text.Json;

namespace FxOrleans.Load.Trials;

/// <summary>
/// Reads every tick of one node on a WebSocket and connects again whenever it can: for how long each pair was silent, and
/// whether a price ever went back, before and after a restart of the node. What it is given is held against what was decided. Thread-safe.
/// </summary>
internal sealed class TickReader : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Seen> _seen;
    private readonly CancellationTokenSource _stop = new();
    private readonly DecidedPrices _decided;
    private readonly Task _reading;
    private long _markedAt;

    public TickReader(Uri address, IEnumerable<string> pairs, DecidedPrices decided)
    {
        Address = address;
        _decided = decided;
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

    /// <summary>How many pairs have had a newer price since the mark.</summary>
    public int Ticked
    {
        get
        {
            lock (_lock)
            {
                return _seen.Values.Count(seen => seen.Ticks > 0);
            }
        }
    }

    /// <summary>Forgets the silences so far.</summary>
    public void Mark()
    {
        lock (_lock)
        {
            _markedAt = TimeProvider.System.GetTimestamp();
            foreach (var seen in _seen.Values)
            {
                (seen.Longest, seen.MarkedEpoch, seen.Ticks) = (TimeSpan.Zero, seen.Epoch, 0);
            }
        }
    }

    /// <summary>The longest silence of each pair in milliseconds since the mark, the one that lasts included.</summary>
    public double[] Gaps() => [.. Silences().Select(silence => silence.Milliseconds)];

    /// <summary>The longest silence of each pair since the mark, the one that lasts included.</summary>
    public Silence[] Silences()
    {
        lock (_lock)
        {
            var now = TimeProvider.System.GetTimestamp();
            return
            [
                .. _seen.Select(known =>
                {
                    var (pair, seen) = known;
                    var lasting = TimeProvider.System.GetElapsedTime(seen.At, now);
                    return lasting > seen.Longest
                        ? new Silence(pair, lasting.TotalMilliseconds, TimeProvider.System.GetElapsedTime(_markedAt, seen.At), seen.Epoch != seen.MarkedEpoch)
                        : new Silence(pair, seen.Longest.TotalMilliseconds, TimeProvider.System.GetElapsedTime(_markedAt, seen.LongestSince), seen.Epoch != seen.MarkedEpoch);
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

                _decided.Take(rate);
                var place = (rate.GetProperty("epoch").GetInt64(), rate.GetProperty("sequence").GetInt64());
                var known = (seen.Epoch, seen.Sequence);
                if (place.CompareTo(known) < 0)
                {
                    Backwards++;
                }
                else if (place != known)
                {
                    var gap = TimeProvider.System.GetElapsedTime(seen.At, now);
                    if (seen.Epoch > 0 && gap > seen.Longest)
                    {
                        (seen.Longest, seen.LongestSince) = (gap, seen.At);
                    }

                    (seen.Epoch, seen.Sequence) = place;
                    seen.Ticks++;
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
        public long Ticks;
        public long At = TimeProvider.System.GetTimestamp();
        public TimeSpan Longest;
        public long LongestSince;
    }
}
