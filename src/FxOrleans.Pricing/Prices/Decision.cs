namespace FxOrleans.Pricing;

/// <summary>What the consensus came to, before it is given a sequence number.</summary>
internal readonly record struct Decision
{
    public required decimal Mid { get; init; }

    public required decimal Bid { get; init; }

    public required decimal Ask { get; init; }

    public required decimal Confidence { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required DateTimeOffset FreshUntil { get; init; }

    public required SourceKind Kind { get; init; }

    public required bool Quorate { get; init; }

    public required bool Simulated { get; init; }

    public required int Sources { get; init; }

    /// <summary>How far the sources lie apart.</summary>
    public required DisagreementSample Disagreement { get; init; }

    /// <summary>How the voters' values were judged.</summary>
    public required ConsensusDiagnostics ConsensusDiagnostics { get; init; }

    /// <summary>The decision to leave a price as it is.</summary>
    public static Decision ToStay(in Price price) => new()
    {
        Mid = price.Mid,
        Bid = price.Bid,
        Ask = price.Ask,
        Confidence = price.Confidence,
        Timestamp = price.Timestamp,
        FreshUntil = price.FreshUntil,
        Kind = price.Kind,
        Quorate = price.Quorate,
        Simulated = price.Simulated,
        Sources = price.Sources,
        Disagreement = default,
        ConsensusDiagnostics = new ConsensusDiagnostics { Held = true },
    };
}
