namespace FxOrleans.DemoMarket;

/// <summary>One provider's mood and a signal for its next change. Thread-safe.</summary>
internal sealed class MoodState(ProviderMood mood)
{
    private volatile Turn _turn = new(mood);

    public ProviderMood FaultMode => _turn.FaultMode;

    /// <summary>The mood, and a task that ends when another takes its place.</summary>
    public (ProviderMood FaultMode, Task Changed) Watch()
    {
        var turn = _turn;
        return (turn.FaultMode, turn.Over.Task);
    }

    public void Change(ProviderMood mood) => Interlocked.Exchange(ref _turn, new Turn(mood)).Over.TrySetResult();

    private sealed record Turn(ProviderMood FaultMode)
    {
        // Continuations elsewhere: whoever switches a mode must not run the requests that waited for it.
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
