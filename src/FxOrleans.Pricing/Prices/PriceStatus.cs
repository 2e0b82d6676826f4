namespace FxOrleans.Pricing;

/// <summary>How far a price may be trusted now. Default: <see cref="Stale"/>.</summary>
public enum PriceStatus : byte
{
    /// <summary>Older than its kind of source allows.</summary>
    Stale,

    /// <summary>Too few fresh sources, or a daily fixing in its day.</summary>
    Indicative,

    /// <summary>Fresh, from at least the quorum of live sources.</summary>
    Live,
}
