using System.Net;
using System.Net.Sockets;

namespace FxOrleans.Testing;

/// <summary>Ports of this machine that nobody has at the moment; somebody else may take one before it is used.</summary>
public static class FreePorts
{
    public static int Find() => Find(1)[0];

    /// <summary>As many different ones.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
            {
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }
}
