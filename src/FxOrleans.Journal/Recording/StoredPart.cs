namespace FxOrleans.Journal;

/// <summary>A part as it is read from the store.</summary>
/// <param name="Batch">The batch that it is in.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Market">The number of its market.</param>
/// <param name="Position">Its position in the market's chain.</param>
/// <param name="Begins">Whether it begins a block.</param>
/// <param name="Bytes">What was noted.</param>
internal sealed record StoredPart(long Batch, DateTimeOffset At, long Market, long Position, bool Begins, ReadOnlyMemory<byte> Bytes);
