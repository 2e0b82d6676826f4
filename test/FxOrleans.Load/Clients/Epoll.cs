using System.Runtime.InteropServices;

namespace FxOrleans.Load.Clients;

/// <summary>
/// Linux's epoll over plain sockets on one thread, so that a client costs the machine as little as it can. Level-triggered.
/// </summary>
internal sealed class Epoll : IDisposable
{
    private const int Add = 1;
    private const uint Readable = 1;
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;

    // The kernel packs its structure on x86-64 alone.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _handle = epoll_create1(0);
    private readonly byte[] _events = new byte[Stride * 256];

    /// <summary>Watches a socket; <paramref name="tag"/> comes back when it can be read.</summary>
    public void Watch(int socket, int tag)
    {
        var wanted = new byte[Stride];
        MemoryMarshal.Write(wanted, Readable);
        MemoryMarshal.Write(wanted.AsSpan(Stride - 8), (long)tag);
        if (epoll_ctl(_handle, Add, socket, wanted) != 0)
        {
            throw new IOException($"epoll_ctl: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>How many sockets can be read, after at most that many milliseconds; <see cref="Tag"/> names each.</summary>
    public int Wait(int milliseconds) => Math.Max(0, epoll_wait(_handle, _events, 256, milliseconds));

    public int Tag(int index) => (int)MemoryMarshal.Read<long>(_events.AsSpan((index * Stride) + Stride - 8));

    /// <summary>Reads what there is; 0 at the end, below 0 when there is nothing.</summary>
    public static int Receive(int socket, byte[] buffer) => (int)recv(socket, buffer, buffer.Length, DontWait);

    /// <summary>Sends a short message whole.</summary>
    public static void Send(int socket, byte[] message)
    {
        if (send(socket, message, message.Length, NoSignal) != message.Length)
        {
            throw new IOException($"send: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    public void Dispose() => _ = close(_handle);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_create1(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_ctl(int epoll, int operation, int socket, byte[] wanted);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_wait(int epoll, byte[] events, int most, int milliseconds);

    [DllImport("libc", SetLastError = true)]
    private static extern nint recv(int socket, byte[] buffer, nint length, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint send(int socket, byte[] buffer, nint length, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int handle);
}
