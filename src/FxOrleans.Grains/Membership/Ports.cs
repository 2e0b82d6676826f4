using System.Net;
using System.Net.Sockets;

namespace FxOrleans.Grains;

/// <summary>Knocks at ports. Thread-safe.</summary>
internal class Ports
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);

    /// <summary>True when the system there says that nothing listens; no answer is no refusal.</summary>
    public virtual async Task<bool> IsRefusedAsync(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var deadline = new CancellationTokenSource(Deadline, TimeProvider.System);
        try
        {
            await socket.ConnectAsync(endpoint, deadline.Token).ConfigureAwait(false);
            return false;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
