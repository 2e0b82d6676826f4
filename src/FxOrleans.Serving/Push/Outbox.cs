namespace FxOrleans.Serving.Push;

/// <summary>
/// What one connection is still to get: a bit for each topic, never a queue, so that a slow reader gets fewer, newer prices.
/// Owned by the flush loop; other threads only hand it commands.
/// </summary>
public sealed class Outbox
{
    internal Outbox(IOutboxWriter writer) => Writer = writer;

    internal IOutboxWriter Writer { get; }

    internal CancellationTokenSource Ended { get; } = new();

    internal TopicSet Individual;

    internal TopicSet Pending;

    internal bool All;

    /// <summary>Whether it has been sent anything yet.</summary>
    internal bool IsGreeted;

    /// <summary>1 while a write is under way.</summary>
    internal int Busy;

    internal long BusySince;

    private int _aborted;

    /// <summary>Ends its connection; true for the first who does.</summary>
    internal bool Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) == 1)
        {
            return false;
        }

        Writer.Abort();
        return true;
    }
}
