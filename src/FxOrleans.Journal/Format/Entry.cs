namespace FxOrleans.Journal;

/// <summary>The first byte of each entry: its kind in the two lowest bits. <c>docs/journal.md</c> describes the whole format.</summary>
internal static class Entry
{
    public const byte KindMask = 3;

    /// <summary>A quote that was applied.</summary>
    public const byte Quote = 0;

    /// <summary>A reconsideration.</summary>
    public const byte Reconsideration = 1;

    /// <summary>A source that quotes for the first time; the next number is its.</summary>
    public const byte Source = 2;

    /// <summary>What follows is no input: <see cref="Check"/> or <see cref="End"/>.</summary>
    public const byte Mark = 3;

    /// <summary>The first bytes of the digest of the block's prices so far.</summary>
    public const byte Check = Mark;

    /// <summary>The end of a block: the digest of all its prices.</summary>
    public const byte End = Mark | 4;

    /// <summary>The clock has moved on since the entry before.</summary>
    public const byte ClockMoved = 4;

    /// <summary>Bid, mid and ask are one number.</summary>
    public const byte NoSpread = 8;

    /// <summary>As many decimal places as in the same source's quote before.</summary>
    public const byte SameScale = 16;

    /// <summary>Of the pair the other way round.</summary>
    public const byte Inverted = 32;

    /// <summary>The ask is as far from the mid as the bid is.</summary>
    public const byte Symmetric = 64;

    /// <summary>Bytes of a digest that a <see cref="Check"/> has.</summary>
    public const int CheckBytes = 4;

    /// <summary>Bytes of a whole digest.</summary>
    public const int DigestBytes = 32;
}
