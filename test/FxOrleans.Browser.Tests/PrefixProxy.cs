using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FxOrleans.Browser.Tests;

/// <summary>
/// A reverse proxy that serves a host under <see cref="Prefix"/> and answers 404 for everything else: each request over a connection of its
/// own, with the prefix taken off or left on.
/// </summary>
internal sealed class PrefixProxy : IDisposable
{
    public const string Prefix = "/fx";

    private const int LongestHead = 64 * 1024;
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _host;
    private readonly bool _takesOff;

    public PrefixProxy(Uri host, bool takesOff)
    {
        _host = host;
        _takesOff = takesOff;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var browser = client;
        using var host = new TcpClient();
        try
        {
            var (head, rest) = await ReadHeadAsync(browser.GetStream());
            if (Forwarded(head) is not { } forwarded)
            {
                await browser.GetStream().WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
                return;
            }

            await host.ConnectAsync(_host.Host, _host.Port);
            await host.GetStream().WriteAsync(Encoding.Latin1.GetBytes(forwarded));
            await host.GetStream().WriteAsync(rest);
            await Task.WhenAny(browser.GetStream().CopyToAsync(host.GetStream()), host.GetStream().CopyToAsync(browser.GetStream()));
        }
        catch (IOException)
        {
            // One of the two has gone.
        }
    }

    /// <summary>The head as the host gets it; null where the path is not under the prefix.</summary>
    private string? Forwarded(string head)
    {
        var line = head.Split("\r\n")[0].Split(' ');
        if (line.Length != 3 || !line[1].StartsWith(Prefix, StringComparison.Ordinal) || (line[1].Length > Prefix.Length && line[1][Prefix.Length] is not ('/' or '?')))
        {
            return null;
        }

        var path = _takesOff ? line[1][Prefix.Length..] : line[1];
        return $"{line[0]} {path} {line[2]}{head[head.IndexOf("\r\n", StringComparison.Ordinal)..]}"
            .Replace("Connection: keep-alive", "Connection: close", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(string Head, byte[] Body)> ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        int end;
        while ((end = buffer.AsSpan(0, length).IndexOf(EndOfHead)) < 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The request has no end.");
            }

            length += read;
        }

        end += EndOfHead.Length;
        return (Encoding.Latin1.GetString(buffer, 0, end), buffer[end..length]);
    }
}
