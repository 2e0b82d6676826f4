using System.Net.Sockets;

namespace FxOrleans.Load.Clients;

/// <summary>One subscriber: its socket, and the newest tick that it has of each pair.</summary>
internal sealed class PushConnection(Socket socket, int pairs)
{
    public Socket Socket { get; } = socket;

    public int Handle { get; } = (int)socket.Handle;

    public FrameScanner Scanner { get; } = new();

    /// <summary>The newest tick of each pair that this step has brought, or the last one before it.</summary>
    public long[] Newest { get; } = new long[pairs];

    /// <summary>The newest tick of each pair that ever came.</summary>
    public long[] Highest { get; } = new long[pairs];

    /// <summary>A hash (FNV-1a) of all bytes of the step, where they are compared.</summary>
    public ulong Hash { get; private set; }

    public void Restart() => Hash = 14695981039346656037;

    public void Digest(ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            Hash = unchecked((Hash ^ each) * 1099511628211);
        }
    }
}
