namespace FxOrleans.Pricing;

/// <summary>What the decision made of one quote. Its wire code is in <see cref="VerdictCodes"/>.</summary>
public enum Verdict : byte
{
    /// <summary>Counts in the price.</summary>
    Accepted,

    /// <summary>The same value with the same timestamp again: nothing new.</summary>
    Repeated,

    /// <summary>Older than its kind allows. Kept as the last known, used only while nothing fresh is there.</summary>
    Stale,

    /// <summary>Older than what the same source said before.</summary>
    OutOfOrder,

    /// <summary>Too far from what the others say.</summary>
    Outlier,

    /// <summary>Simulated, and a real source quotes the pair.</summary>
    Sandbox,

    /// <summary>Dated further ahead than clocks differ.</summary>
    FromFuture,

    /// <summary>Good, but sources of a fresher kind decide.</summary>
    Superseded,

    /// <summary>More sources than <see cref="PricingPolicy.MaxSources"/> quote the pair.</summary>
    TooManySources,

    /// <summary>A live source that repeats one value while the market moves.</summary>
    Frozen,

    /// <summary>The wrong way round: quote for base.</summary>
    Inverted,

    /// <summary>Off by a factor of 10, 100 or 1000.</summary>
    Scaled,

    /// <summary>Of another base than asked for.</summary>
    WrongBase,

    /// <summary>A past day's value under today's date.</summary>
    WrongDay,

    /// <summary>Contradicts another source, and nobody can tell which of them is right.</summary>
    Disputed,

    /// <summary>Of a source that is not in this silo's configuration.</summary>
    UnknownSource,

    /// <summary>In the unit that the currency had before its redenomination.</summary>
    Redenominated,
}
