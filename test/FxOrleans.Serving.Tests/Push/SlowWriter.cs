using System.Collections.Concurrent;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>A connection that is done with a message when the test says so.</summary>
internal sealed class SlowWriter : IOutboxWriter
{
    private readonly ConcurrentQueue<TickFrame> _frames = new();
    private TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyCollection<TickFrame> Frames => _frames;

    public Task WriteAsync(TickFrame frame, CancellationToken cancel)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _taken, taken);
        _frames.Enqueue(frame);
        return taken.Task;
    }

    /// <summary>It has taken its last message.</summary>
    public void Take() => Volatile.Read(ref _taken).TrySetResult();

    public void Abort() => Take();
}
