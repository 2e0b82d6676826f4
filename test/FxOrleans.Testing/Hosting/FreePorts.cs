using System.Net;
using System.Net.Sockets;

namespace FxOrleans.Testing.Hosting;

/// <summary>
/// Ports for processes that are about to start. They lie below those that systems give to outgoing connections, one of which
/// would else take a port between its choice and its use. Thread-safe.
/// </summary>
public static class FreePorts
{
    private const int First = 12_000;
    private const int Last = 29_999;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Taken = [];

    /// <summary>One that nobody listens on, and that this process has not been given before.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, Last + 1);
                if (IsFree(port) && Taken.Add(port))
                {
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
