namespace FxOrleans.Pricing;

/// <summary>One market's decision, and the way in which it is walked. Immutable.</summary>
/// <param name="Record">The record of the decision: the price as it is kept, the quotes, how they were judged, the rules.</param>
/// <param name="Inverted">True where it is walked from the market's quote to its base.</param>
public sealed record LegEvidence(Explanation Record, bool Inverted)
{
    /// <summary>
    /// The decision that the digits are of, where this one only left the price as it was (everybody was held back, or nobody is fresh any more)
    /// and its own quotes say nothing of it; null otherwise.
    /// </summary>
    public Explanation? RestsOn { get; init; }

    /// <summary>The record whose quotes give the digits.</summary>
    public Explanation Evidence => RestsOn ?? Record;

    /// <summary>True when the record needs an earlier one to rest on.</summary>
    public static bool IsLeftAsItWas(Explanation record) => Recomputation.Difference(record) is not null;

    /// <summary>
    /// Whether a decision that left its price as it was can rest on an earlier one: the same digits, which follow from that one's quotes. Only
    /// the quorum may have been lost since.
    /// </summary>
    public static bool MayRestOn(Explanation record, Explanation earlier) =>
        record is { Price: { } price } && earlier is { Price: { } before }
        && before.Epoch == price.Epoch && before.Sequence < price.Sequence && earlier.At <= record.At && (before.Quorate || !price.Quorate)
        && price == before with { Epoch = price.Epoch, Sequence = price.Sequence, Quorate = price.Quorate }
        && record.Policy.DecidesAs(earlier.Policy)
        && Recomputation.Difference(earlier) is null;
}
