namespace FxOrleans.Journal;

/// <summary>A bounded buffer of one market's entries, with the places where blocks begin in it. There is always room to end a block. Not thread-safe.</summary>
internal sealed class RecordBuffer
{
    /// <summary>The most bytes that wait.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Bytes that the end of a block takes.</summary>
    public const int EndBytes = 1 + Entry.DigestBytes;

    private const int FirstBytes = 2048;
    private const int MostMarks = 8;

    private readonly BlockMark[] _marks = new BlockMark[MostMarks];
    private byte[] _bytes = new byte[FirstBytes];
    private int _markCount;

    /// <summary>Bytes in it.</summary>
    public int Length { get; private set; }

    /// <summary>Where the next bytes go.</summary>
    public Span<byte> Rest => _bytes.AsSpan(Length);

    /// <summary>Whether a further block may begin.</summary>
    public bool MayBegin => _markCount < MostMarks;

    /// <summary>Counts bytes that were written to <see cref="Rest"/>.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Notes that a block begins with the next byte.</summary>
    public void Mark(DateTimeOffset at, long epoch, long sequence) => _marks[_markCount++] = new BlockMark(Length, at, epoch, sequence);

    /// <summary>Makes room for so many bytes and the end of a block after them. False where the bound is reached.</summary>
    public bool HasRoom(int bytes)
    {
        var needed = Length + bytes + EndBytes;
        if (needed > MostBytes)
        {
            return false;
        }

        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(MostBytes, Math.Max(needed, 2 * _bytes.Length)));
        }

        return true;
    }

    /// <summary>Drops all of it.</summary>
    public void Clear() => (Length, _markCount) = (0, 0);

    /// <summary>Gives what is in it for an empty array.</summary>
    /// <param name="spare">The empty array; in return what was in it.</param>
    /// <param name="length">How many bytes of it count.</param>
    /// <param name="marks">Where blocks begin in it.</param>
    public void Take(ref byte[] spare, out int length, out BlockMark[] marks)
    {
        (length, marks) = (Length, _markCount == 0 ? [] : _marks.AsSpan(0, _markCount).ToArray());
        (_bytes, spare) = (spare.Length > 0 ? spare : new byte[FirstBytes], _bytes);
        Clear();
    }
}
