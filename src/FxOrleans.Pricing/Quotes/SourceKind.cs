namespace FxOrleans.Pricing;

/// <summary>How a source's quotes age. Default: <see cref="Live"/>.</summary>
public enum SourceKind : byte
{
    /// <summary>Pushed or polled within seconds: stale when older than <see cref="PricingPolicy.MaxAge"/>.</summary>
    Live,

    /// <summary>Polled more slowly than live prices age: good until its next poll is overdue, and never called live.</summary>
    Periodic,

    /// <summary>One value a day: good until the next one is due, weekends and holidays included.</summary>
    Fixing,
}
