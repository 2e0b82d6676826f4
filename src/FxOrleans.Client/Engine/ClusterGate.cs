namespace FxOrleans.Client;

/// <summary>
/// Holds calls to the cluster back until there is one to call: in a silo's process, where services start before their silo
/// has joined, until it has. A client from outside connects before anything else, and finds the gate open. Thread-safe.
/// </summary>
internal sealed class ClusterGate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once calls may be made.</summary>
    public Task Opened => _opened.Task;

    public void Open() => _opened.TrySetResult();
}
