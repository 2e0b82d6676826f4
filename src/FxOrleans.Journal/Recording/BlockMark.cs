namespace FxOrleans.Journal;

/// <summary>Where a block begins among recorded bytes.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Epoch">Under which its first price is decided.</param>
/// <param name="Sequence">Of the last price before it.</param>
internal readonly record struct BlockMark(int Offset, DateTimeOffset At, long Epoch, long Sequence);
