using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FxOrleans.Testing;

/// <summary>
/// Ports for servers that are killed and started again on the same one. They lie below those that the system gives to outgoing
/// connections: such a connection could take the port while its server is away, even one that is made to that very port. Thread-safe.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int End = 30_000;

    private static readonly ConcurrentDictionary<int, bool> Taken = new();

    /// <summary>A port of the loopback address on which nobody listens now, never the same in this process.</summary>
    /// <exception cref="InvalidOperationException">None was found.</exception>
    public static int Take()
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = Random.Shared.Next(First, End);
            if (Taken.TryAdd(port, true) && IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"There is no free port from {First} to {End}.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
