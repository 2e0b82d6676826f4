namespace FxOrleans.Serving.Push;

/// <summary>
/// Holds what one connection has not been sent yet: one bit for each topic and no queue, so that a slow reader gets fewer, newer prices.
/// The flush loop owns it; other threads only give it commands.
/// </summary>
public sealed class Outbox
{
    internal Outbox(IOutboxWriter writer, OutboxKind kind, CallerShare? share) => (Writer, Kind, Share) = (writer, kind, share);

    internal OutboxKind Kind { get; }

    /// <summary>What its caller holds; null for a caller that is not bounded.</summary>
    internal CallerShare? Share { get; }

    internal IOutboxWriter Writer { get; }

    internal CancellationTokenSource Ended { get; } = new();

    internal TopicSet Individual;

    internal TopicSet Pending;

    internal bool All;

    /// <summary>The word of <see cref="Pending"/> that its next message begins with.</summary>
    internal int Next;

    /// <summary>Whether it has been sent anything yet.</summary>
    internal bool IsGreeted;

    /// <summary>1 while a write is under way.</summary>
    internal int Busy;

    internal long BusySince;

    /// <summary>What a listener's last message was about, until it has been taken.</summary>
    internal TopicSet Sent;

    /// <summary>A listener's failed writes in a row; 0 when the last one was taken.</summary>
    internal int Failures;

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

    /// <summary>Its owner, the flush loop, adds topics, or all that is tracked; the current price of each is due.</summary>
    internal void Add(IReadOnlyList<Topic> topics, bool all, in TopicSet tracked)
    {
        foreach (var topic in topics)
        {
            Individual.Add(topic.Ordinal);
            Pending.Add(topic.Ordinal);
        }

        All |= all;
        for (var word = 0; all && word < tracked.Words; word++)
        {
            Pending.Or(word, tracked[word]);
        }
    }

    /// <summary>Its owner makes the message that a listener did not take due again, as far as it still watches its topics.</summary>
    internal void SendAgain(in TopicSet tracked)
    {
        for (var word = 0; word < Sent.Words; word++)
        {
            Pending.Or(word, Sent[word] & (Individual[word] | (All ? tracked[word] : 0)));
        }

        Sent.Clear();
    }

    /// <summary>Its owner removes topics, or all that is tracked; nothing of them is due any more.</summary>
    internal void Remove(IReadOnlyList<Topic> topics, bool all, in TopicSet tracked)
    {
        All &= !all;
        foreach (var topic in topics)
        {
            Individual.Remove(topic.Ordinal);
        }

        for (var word = 0; word < Pending.Words; word++)
        {
            Pending.And(word, Individual[word] | (All ? tracked[word] : 0));
        }
    }
}
