using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FxOrleans.Testing;

/// <summary>Signals to processes, by their POSIX numbers on Linux.</summary>
public static class Signals
{
    public const int Kill = 9;

    public const int Terminate = 15;

    public const int Continue = 18;

    public const int Stop = 19;

    /// <exception cref="InvalidOperationException">There is no such process, or it is not ours to signal.</exception>
    public static void Send(int process, int signal)
    {
        if (!TrySend(process, signal))
        {
            throw new InvalidOperationException($"Signal {signal} could not be sent to {process}.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    /// <summary>False where there is no such process, or it is not ours to signal.</summary>
    public static bool TrySend(int process, int signal) => SendSignal(process, signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
