using System.Threading.Channels;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Hub;

/// <summary>
/// Holds one frame for a server stream until its reader takes it; the outbox conflates what comes meanwhile.
/// </summary>
/// <param name="abort">What else ends its connection; null for nothing.</param>
internal sealed class StreamOutboxWriter(Action? abort = null) : IOutboxWriter
{
    private readonly Channel<TickFrame> _next = Channel.CreateBounded<TickFrame>(1);
    private TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task WriteAsync(TickFrame frame, CancellationToken cancel)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _taken, taken);
        await _next.Writer.WriteAsync(frame, cancel).ConfigureAwait(false);
        await taken.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    public void Abort()
    {
        _next.Writer.TryComplete();
        abort?.Invoke();
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _next.Reader.WaitToReadAsync(cancel);

    public bool TryRead(out TickFrame? frame) => _next.Reader.TryRead(out frame);

    /// <summary>The reader can take another.</summary>
    public void Taken() => Volatile.Read(ref _taken).TrySetResult();
}
