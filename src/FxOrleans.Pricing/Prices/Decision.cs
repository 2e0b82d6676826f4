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

    /// <summary>Of the sources, how many have lately been refused too often.</summary>
    public required int Degraded { get; init; }

    public required bool Disputed { get; init; }

    /// <summary>How far the sources lie apart.</summary>
    public required DisagreementSample Disagreement { get; init; }

    /// <summary>How the voters' values were judged.</summary>
    public required ConsensusDiagnostics ConsensusDiagnostics { get; init; }

    /// <summary>The price that it makes, under those numbers.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="limits">What a firm price of the pair needs.</param>
    /// <param name="wasWide">Whether the price before this moment was too wide to be firm.</param>
    public Price ToPrice(CurrencyPair pair, long epoch, long sequence, in UsageLimits limits, bool wasWide) => new()
    {
        Pair = pair,
        Mid = Mid,
        Bid = Bid,
        Ask = Ask,
        Confidence = Confidence,
        Timestamp = Timestamp,
        Kind = Kind,
        Quorate = Quorate,
        FreshUntil = FreshUntil,
        Sources = Sources,
        Degraded = Degraded,
        Disputed = Disputed,
        Wide = UsageEvidence.BasisPoints(Confidence, Mid) > limits.Widest(wasWide),
        Simulated = Simulated,
        Epoch = epoch,
        Sequence = sequence,
    };

    /// <summary>Whether it leaves a price as it is; how sure it is does not matter here.</summary>
    public bool Leaves(in Price price) =>
        price.Mid == Mid && price.Bid == Bid && price.Ask == Ask
        && price.Timestamp == Timestamp && price.FreshUntil == FreshUntil && price.Sources == Sources
        && price.Quorate == Quorate && price.Kind == Kind && price.Simulated == Simulated
        && price.Degraded == Degraded && price.Disputed == Disputed;

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
        Degraded = price.Degraded,
        Disputed = price.Disputed,
        Disagreement = default,
        ConsensusDiagnostics = new ConsensusDiagnostics { Held = true },
    };
}
