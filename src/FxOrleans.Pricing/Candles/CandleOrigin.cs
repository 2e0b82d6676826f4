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
}
