using System.Collections.Concurrent;
using System.Diagnostics;
using FxOrleans.Load.Servers;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Clients;

/// <summary>Many subscribers on one thread. Takes steps from standard input and says what arrived.</summary>
internal sealed class PushClient
{
    private static readonly byte[] Handshake = WebSockets.Text("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Subscribe = WebSockets.Text("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[[\"*\"]]}\u001e");
    private static readonly byte[] Ping = WebSockets.Text("{\"type\":6}\u001e");

    private readonly PushKind _kind;
    private readonly int _pairs;
    private readonly Epoll _epoll = new();
    private readonly PushConnection[] _connections;
    private readonly byte[] _buffer = new byte[512 * 1024];
    private readonly Histogram _latency = new();
    private readonly Action<long> _found;
    private readonly PriceSample _sample;
    private PushConnection _reading = null!;
    private Step _step;
    private long _now;
    private long _delivered;
    private long _superseded;
    private long _bytes;
    private long _old;

    private PushClient(PushKind kind, Uri address, int connections, int pairs)
    {
        _kind = kind;
        _pairs = pairs;
        _found = OnTick;
        _sample = new PriceSample(new MadePrices(pairs));
        _connections = new PushConnection[connections];
        for (var i = 0; i < connections; i++)
        {
            _connections[i] = Connect(address);
            _epoll.Watch(_connections[i].Handle, i);
        }
    }

    private bool IsHub => _kind is PushKind.Hub or PushKind.PlainHub;

    public static void Run(PushKind kind, Uri address, int connections, int pairs)
    {
        var client = new PushClient(kind, address, connections, pairs);
        client.ReadUntilQuiet(Stopwatch.GetTimestamp() + (10 * Stopwatch.Frequency));
        Console.WriteLine($"connected {connections}");
        using var lines = new BlockingCollection<string>();
        new Thread(() => Listen(lines)) { IsBackground = true }.Start();
        while (client.NextLine(lines) is { } line)
        {
            Console.WriteLine($"result {client.Measure(Step.Parse(line)).Line}");
        }
    }

    private static void Listen(BlockingCollection<string> lines)
    {
        while (Console.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        lines.CompleteAdding();
    }

    // Between steps it stays a good client: it reads what comes and says that it is there.
    private string? NextLine(BlockingCollection<string> lines)
    {
        var pinged = Stopwatch.GetTimestamp();
        while (!lines.IsCompleted)
        {
            if (lines.TryTake(out var line))
            {
                return line;
            }

            Read(5);
            if (Stopwatch.GetElapsedTime(pinged).TotalSeconds > 5)
            {
                SayHello();
                pinged = Stopwatch.GetTimestamp();
            }
        }

        return null;
    }

    private void SayHello()
    {
        foreach (var connection in IsHub ? _connections : [])
        {
            Epoll.Send(connection.Handle, Ping);
        }
    }

    private PushConnection Connect(Uri address)
    {
        var path = _kind switch
        {
            PushKind.Socket => "/ws/rates?batch=1",
            PushKind.Objects => "/ws/rates",
            PushKind.OnePair => "/ws/rates?pairs=USD/EUR",
            _ => "/hubs/rates",
        };
        var connection = new PushConnection(WebSockets.Open(address, path), _pairs);
        if (IsHub)
        {
            Epoll.Send(connection.Handle, Handshake);
        }

        if (_kind == PushKind.Hub)
        {
            Epoll.Send(connection.Handle, Subscribe);
        }

        return connection;
    }

    private PushResult Measure(Step step)
    {
        _latency.Clear();
        (_delivered, _superseded, _bytes, _step) = (0, 0, 0, step);
        var frames = _connections.Sum(connection => connection.Scanner.Frames);
        foreach (var connection in _connections)
        {
            connection.Restart();
            for (var pair = 0; pair < _pairs; pair++)
            {
                connection.Newest[pair] = step.First - _pairs + pair;
            }
        }

        SayHello();
        ReadUntil(step.Due(step.End));
        ReadUntilQuiet(step.Due(step.End) + (5 * Stopwatch.Frequency));
        var ticks = step.End - step.FirstMeasured;
        return new PushResult(
            ticks * _connections.Length,
            _delivered,
            _superseded,
            _latency.Milliseconds(0.5),
            _latency.Milliseconds(0.99),
            _latency.Milliseconds(1),
            _connections.Sum(connection => connection.Scanner.Frames) - frames,
            _bytes,
            _connections.DistinctBy(connection => connection.Hash).Count(),
            _old,
            _sample.Checked,
            _sample.Wrong);
    }

    private void ReadUntil(long stamp)
    {
        while (Stopwatch.GetTimestamp() < stamp)
        {
            Read(20);
        }
    }

    private void ReadUntilQuiet(long stamp)
    {
        var heard = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() is var now && now < stamp && Stopwatch.GetElapsedTime(heard, now).TotalMilliseconds < 250)
        {
            heard = Read(20) ? Stopwatch.GetTimestamp() : heard;
        }
    }

    private bool Read(int milliseconds)
    {
        var ready = _epoll.Wait(milliseconds);
        for (var i = 0; i < ready; i++)
        {
            _reading = _connections[_epoll.Tag(i)];
            var length = Epoll.Receive(_reading.Handle, _buffer);
            if (length == 0)
            {
                throw new IOException("The server has closed a connection.");
            }

            if (length > 0)
            {
                _now = Stopwatch.GetTimestamp();
                _bytes += length;
                if (_kind == PushKind.OnePair)
                {
                    _reading.Digest(_buffer.AsSpan(0, length));
                }

                _reading.Scanner.Feed(_buffer.AsSpan(0, length), _found);
                _sample.Look(_buffer.AsSpan(0, length));
            }
        }

        return ready > 0;
    }

    private void OnTick(long tick)
    {
        var pair = tick % _pairs;
        _old += tick < _reading.Highest[pair] ? 1 : 0;
        _reading.Highest[pair] = Math.Max(tick, _reading.Highest[pair]);
        var newest = _reading.Newest[pair];
        if (tick <= newest || tick >= _step.End)
        {
            return;
        }

        _reading.Newest[pair] = tick;
        for (var each = newest + _pairs; each <= tick; each += _pairs)
        {
            if (each >= _step.FirstMeasured)
            {
                _latency.Add((long)((_now - _step.Due(each)) * 1e6 / Stopwatch.Frequency));
                _delivered += each == tick ? 1 : 0;
                _superseded += each == tick ? 0 : 1;
            }
        }
    }
}
