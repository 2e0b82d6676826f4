namespace FxOrleans.Pricing;

/// <summary>What a candle was made of, the most telling first: where a bar has several, the first is read. Default: <see cref="Decided"/>.</summary>
public enum CandleOrigin : byte
{
    /// <summary>Prices that the service decided on quotes of the pair.</summary>
    Decided,

    /// <summary>Prices of a tracked cross that nobody quotes, derived from its legs.</summary>
    Derived,

    /// <summary>A published history that was loaded: the ECB's reference rates.</summary>
    Loaded,

    /// <summary>
    /// As <see cref="Decided"/>, while only a daily fixing was known, as in the first moments of a host: hours old, it is no low or high of
    /// the minute in which it was taken in.
    /// </summary>
    DecidedOnFixing,

    /// <summary>As <see cref="Derived"/>, with a leg that only a daily fixing was known of.</summary>
    DerivedFromFixing,
}
