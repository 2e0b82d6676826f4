namespace FxOrleans.Pricing;

/// <summary>What the consensus came to, before it is given a sequence number.</summary>
internal readonly record struct Decision(
    decimal Mid,
    decimal Bid,
    decimal Ask,
    decimal Confidence,
    DateTimeOffset Timestamp,
    DateTimeOffset FreshUntil,
    SourceKind Kind,
    bool Quorate,
    bool Simulated,
    int Sources);
