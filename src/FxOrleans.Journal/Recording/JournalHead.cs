namespace FxOrleans.Journal;

/// <summary>The end of a market's chain.</summary>
/// <param name="Position">Of its last part; 0 before the first.</param>
/// <param name="Epoch">Of the activation that wrote it.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record JournalHead(long Position, long Epoch, byte[] Hash)
{
    /// <summary>Before the first part.</summary>
    public static JournalHead None { get; } = new(0, 0, new byte[Entry.DigestBytes]);
}
