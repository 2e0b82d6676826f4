using System.Net;
using System.Net.Sockets;
using FxOrleans.Grains;

namespace FxOrleans.Silo.Cluster;

/// <summary>
/// The ports of a silo that nobody else joins. Where the default ones are taken, by a second host on this machine, it gets free
/// ones: only configured ports are insisted upon. A lock file per default port lets hosts that start together not choose the same.
/// </summary>
internal sealed class LocalPorts : IDisposable
{
    private const int FirstPort = 12_000;
    private const int LastPort = 30_000;

    private readonly FileStream? _lock;

    private LocalPorts(FileStream? @lock) => _lock = @lock;

    /// <summary>Settles the ports of a localhost silo; leaves all others alone. Keep it for as long as the silo runs.</summary>
    public static LocalPorts Settle(ClusteringOptions clustering, IConfiguration section)
    {
        if (clustering.Kind != ClusteringKind.Localhost || section["SiloPort"] is not null || section["GatewayPort"] is not null)
        {
            return new LocalPorts(null);
        }

        var @lock = TryLock(clustering.SiloPort);
        if (@lock is null || !IsFree(clustering.SiloPort) || !IsFree(clustering.GatewayPort))
        {
            (clustering.SiloPort, clustering.GatewayPort) = TwoFree();
        }

        return new LocalPorts(@lock);
    }

    public void Dispose() => _lock?.Dispose();

    private static FileStream? TryLock(int port)
    {
        try
        {
            return new FileStream(Path.Combine(Path.GetTempPath(), $"fxorleans-{port}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>
    /// Below those that systems give to outgoing connections: the silo takes them seconds from now, and one of these would not
    /// ask before.
    /// </summary>
    private static (int Silo, int Gateway) TwoFree()
    {
        var (silo, gateway) = (0, 0);
        while (silo == gateway || !IsFree(silo) || !IsFree(gateway))
        {
            (silo, gateway) = (Random.Shared.Next(FirstPort, LastPort), Random.Shared.Next(FirstPort, LastPort));
        }

        return (silo, gateway);
    }
}
