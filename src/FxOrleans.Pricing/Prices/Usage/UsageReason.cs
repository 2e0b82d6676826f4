namespace FxOrleans.Pricing;

/// <summary>Why a price is not firm: a closed list, of which several may hold at once. Default: none, the price is firm.</summary>
[Flags]
public enum UsageReason : byte
{
    /// <summary>The price is firm.</summary>
    None = 0,

    /// <summary>It rests on fewer independent sources than it needs.</summary>
    TooFewSources = 1,

    /// <summary>No live source quotes it: it rests on fixings or on sources that are polled slowly.</summary>
    FixingOnly = 2,

    /// <summary>Its confidence interval is wider than allowed.</summary>
    WideConfidence = 4,

    /// <summary>Its market is closed. Never of a made-up price, whose market never closes.</summary>
    MarketClosed = 8,

    /// <summary>Without the sources that have lately been refused too often it would rest on too few.</summary>
    ProviderDegraded = 16,

    /// <summary>It is older than its kind or the policy allows.</summary>
    Stale = 32,

    /// <summary>Its sources contradict one another, and nobody can tell which of them is right.</summary>
    Disputed = 64,

    /// <summary>It has left the band of its peg.</summary>
    PegBroken = 128,
}
