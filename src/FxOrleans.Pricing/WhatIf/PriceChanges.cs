namespace FxOrleans.Pricing;

/// <summary>In what a price differs under other rules. Its number is not compared.</summary>
[Flags]
public enum PriceChanges
{
    /// <summary>In nothing.</summary>
    None = 0,

    /// <summary>The mid.</summary>
    Mid = 1,

    /// <summary>How far bid or ask are from the mid.</summary>
    Spread = 2,

    /// <summary>The confidence.</summary>
    Confidence = 4,

    /// <summary>The kind of its sources.</summary>
    Kind = 8,

    /// <summary>Whether there is a quorum.</summary>
    Quorum = 16,

    /// <summary>Whether its sources contradict one another.</summary>
    Dispute = 32,

    /// <summary>Whether it is firm.</summary>
    Usage = 64,
}
