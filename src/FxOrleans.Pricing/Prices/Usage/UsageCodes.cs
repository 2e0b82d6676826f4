namespace FxOrleans.Pricing;

/// <summary>The codes under which usages and their reasons are shown, and which reason makes what of a price.</summary>
public static class UsageCodes
{
    private const UsageReason Refusing = UsageReason.Stale | UsageReason.Disputed | UsageReason.PegBroken;

    /// <summary>Each reason alone, in the order in which they are shown.</summary>
    private static readonly UsageReason[] Each = Enum.GetValues<UsageReason>()[1..];

    // Made once for each of the 256 sets there can be: they are asked for at every tick.
    private static readonly string[][] Lists = [.. Enumerable.Range(0, 256).Select(set => Each.Where(one => (set & (int)one) != 0).Select(Name).ToArray())];

    /// <summary>What a price with those reasons may be used for: some refuse it, any other makes it indicative, none leaves it firm.</summary>
    public static PriceUsage Usage(this UsageReason reasons) =>
        (reasons & Refusing) != 0 ? PriceUsage.Refuse : reasons != 0 ? PriceUsage.Indicative : PriceUsage.Firm;

    /// <summary>The usage as it is written in answers.</summary>
    public static string Code(this PriceUsage usage) => usage switch
    {
        PriceUsage.Firm => "firm",
        PriceUsage.Indicative => "indicative",
        _ => "refuse",
    };

    /// <summary>The codes of the reasons, always in the same order; empty for none. Allocates nothing.</summary>
    public static IReadOnlyList<string> Codes(this UsageReason reasons) => Lists[(int)reasons];

    private static string Name(UsageReason reason) => reason switch
    {
        UsageReason.TooFewSources => "too_few_sources",
        UsageReason.FixingOnly => "fixing_only",
        UsageReason.WideConfidence => "wide_confidence",
        UsageReason.MarketClosed => "market_closed",
        UsageReason.ProviderDegraded => "provider_degraded",
        UsageReason.Stale => "stale",
        UsageReason.Disputed => "disputed",
        _ => "peg_broken",
    };
}
