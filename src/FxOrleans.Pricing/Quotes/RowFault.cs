namespace FxOrleans.Pricing;

/// <summary>Why one row of an otherwise good answer is no quote.</summary>
public enum RowFault : byte
{
    /// <summary>Not a number where one belongs.</summary>
    NotANumber,

    /// <summary>Zero or below.</summary>
    NotPositive,

    /// <summary>Outside <see cref="Quote.Min"/> to <see cref="Quote.Max"/>.</summary>
    OutOfRange,

    /// <summary>Bid above ask, or a mid that is not between them.</summary>
    Crossed,

    /// <summary>Its time is missing or cannot be read.</summary>
    BadTimestamp,

    /// <summary>Not the pair or base that was asked for.</summary>
    WrongPair,

    /// <summary>Another row of the same answer says another value of the same pair and moment.</summary>
    Contradictory,

    /// <summary>Of an institution without a usable name, or of one more that is not in the table than is taken.</summary>
    UnknownInstitution,
}
