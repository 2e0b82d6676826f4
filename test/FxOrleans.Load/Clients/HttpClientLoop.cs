using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Clients;

/// <summary>
/// Many HTTP/1.1 connections on one thread, keep-alive, never two requests on one at once. Takes from standard input lines of
/// URL, requests a second (0: as many as it can) and seconds, and says what came of each.
/// </summary>
internal sealed class HttpClientLoop : IDisposable
{
    private readonly Epoll _epoll = new();
    private readonly HttpWorker[] _workers;
    private readonly Stack<HttpWorker> _idle = new();
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Histogram _latency = new();
    private long _failed;

    private HttpClientLoop(Uri url, int connections, string? key)
    {
        var header = key is null ? "" : $"X-Api-Key: {key}\r\n";
        _request = Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n{header}\r\n");
        _workers = new HttpWorker[connections];
        for (var i = 0; i < connections; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(url.Host, url.Port);
            _workers[i] = new HttpWorker(socket);
            _epoll.Watch(_workers[i].Handle, i);
            _idle.Push(_workers[i]);
        }
    }

    public static void Run(int connections, string? key = null)
    {
        var loops = new Dictionary<string, HttpClientLoop>(StringComparer.Ordinal);
        Console.WriteLine("ready");
        while (Console.ReadLine()?.Split(' ') is [var url, var rate, var seconds])
        {
            if (!loops.TryGetValue(url, out var loop))
            {
                loops[url] = loop = new HttpClientLoop(new Uri(url), connections, key);
            }

            var result = loop.Measure(double.Parse(rate, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
            Console.WriteLine($"result {result.Line}");
        }
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker.Socket.Dispose();
        }

        _epoll.Dispose();
    }

    private HttpResult Measure(double rate, double seconds)
    {
        _latency.Clear();
        _failed = 0;
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(seconds * Stopwatch.Frequency);
        var sent = 0L;
        while (Stopwatch.GetTimestamp() is var now && now < end)
        {
            sent += SendDue(start, rate, sent, now);
            Read(rate > 0 ? 1 : 20);
        }

        // What was due in time is sent, and what was sent is waited for, but not for ever.
        var last = Stopwatch.GetTimestamp();
        var whole = rate > 0 ? (long)(rate * seconds) : 0;
        while ((_idle.Count < _workers.Length || sent < whole) && Stopwatch.GetElapsedTime(last).TotalSeconds < 10)
        {
            sent += rate > 0 ? SendDue(start, rate, sent, end - 1) : 0;
            Read(20);
        }

        var taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var unanswered = (_workers.Length - _idle.Count) + Math.Max(0, whole - sent);
        return new HttpResult(
            _latency.Count, _failed + unanswered, taken, _latency.Milliseconds(0.5), _latency.Milliseconds(0.99), _latency.Milliseconds(1));
    }

    // As many of those due by then as there are connections for; how many.
    private long SendDue(long start, double rate, long sent, long by)
    {
        var number = sent;
        while (_idle.Count > 0 && Due(start, rate, number, by) is var due && due <= by)
        {
            Send(_idle.Pop(), due);
            number++;
        }

        return number - sent;
    }

    private static long Due(long start, double rate, long number, long now) =>
        rate > 0 ? start + (long)(number / rate * Stopwatch.Frequency) : now;

    private void Send(HttpWorker worker, long since)
    {
        worker.Since = since;
        Epoll.Send(worker.Handle, _request);
    }

    private void Read(int milliseconds)
    {
        var ready = _epoll.Wait(milliseconds);
        for (var i = 0; i < ready; i++)
        {
            var worker = _workers[_epoll.Tag(i)];
            var length = Epoll.Receive(worker.Handle, _buffer);
            if (length == 0)
            {
                throw new IOException("The server has closed a connection.");
            }

            if (length > 0 && worker.Feed(_buffer.AsSpan(0, length)) is { } good)
            {
                _latency.Add((long)((Stopwatch.GetTimestamp() - worker.Since) * 1e6 / Stopwatch.Frequency));
                _failed += good ? 0 : 1;
                _idle.Push(worker);
            }
        }
    }
}
