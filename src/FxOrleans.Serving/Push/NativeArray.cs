using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FxOrleans.Serving.Push;

/// <summary>
/// An array outside the managed heap, for values that are kept for minutes and replaced all the time: the garbage collector neither moves
/// nor scans it, and pages never written take no memory. Values are undefined until they are written.
/// </summary>
internal sealed class NativeArray<T> : SafeBuffer
    where T : struct
{
    /// <param name="bytes">Its size at most.</param>
    public NativeArray(long bytes)
        : base(ownsHandle: true)
    {
        Length = bytes / Unsafe.SizeOf<T>();
        SetHandle(Marshal.AllocHGlobal((nint)Math.Max(1, bytes)));
        Initialize((ulong)Math.Max(1, bytes));
    }

    /// <summary>How many values.</summary>
    public long Length { get; }

    public T this[long index]
    {
        get => Read<T>((ulong)(index * Unsafe.SizeOf<T>()));
        set => Write((ulong)(index * Unsafe.SizeOf<T>()), value);
    }

    protected override bool ReleaseHandle()
    {
        Marshal.FreeHGlobal(handle);
        return true;
    }
}
