namespace FxOrleans.Pricing;

/// <summary>The codes under which verdicts are shown.</summary>
public static class VerdictCodes
{
    /// <summary>The reason code, or null for a quote that counts.</summary>
    public static string? Reason(this Verdict verdict) => verdict switch
    {
        Verdict.Accepted or Verdict.Repeated => null,
        Verdict.Stale => "stale",
        Verdict.OutOfOrder => "out_of_order",
        Verdict.Outlier => "outlier",
        Verdict.Sandbox => "sandbox",
        Verdict.FromFuture => "from_future",
        Verdict.Superseded => "superseded",
        Verdict.TooManySources => "too_many_sources",
        Verdict.Frozen => "frozen",
        Verdict.Inverted => "inverted",
        Verdict.Scaled => "scaled",
        Verdict.WrongBase => "wrong_base",
        Verdict.WrongDay => "wrong_day",
        Verdict.Disputed => "disputed",
        Verdict.Redenominated => "redenominated",
        Verdict.UnknownSource => "unknown_source",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>True for a verdict that counts as rejected in a provider's figures. A disputed quote may be the right one.</summary>
    public static bool IsRejection(this Verdict verdict) =>
        verdict is Verdict.Stale or Verdict.OutOfOrder or Verdict.FromFuture or Verdict.TooManySources or Verdict.UnknownSource || verdict.IsFault();

    /// <summary>True where the value itself was found wrong.</summary>
    public static bool IsFault(this Verdict verdict) =>
        verdict is Verdict.Outlier or Verdict.Frozen or Verdict.Inverted or Verdict.Scaled or Verdict.WrongBase or Verdict.WrongDay or Verdict.Redenominated;
}
