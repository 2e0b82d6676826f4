using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests;

/// <summary>Requests byte by byte, as no well-behaved client would send them.</summary>
internal static class RawHttp
{
    /// <summary>Sends those bytes (Latin-1) and gives the status and the rest of the answer, read until the server closes.</summary>
    public static async Task<(int Status, string Answer)> SendAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var answer = await reader.ReadToEndAsync(deadline.Token);
        return (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), answer);
    }

    /// <summary>GET of a target that goes out as it is.</summary>
    public static Task<(int Status, string Answer)> GetAsync(Uri address, string target) =>
        SendAsync(address, $"GET {target} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n");
}
