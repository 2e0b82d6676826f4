namespace FxOrleans.Pricing;

/// <summary>When a day of candles begins. Default: <see cref="Utc"/>.</summary>
public enum DailyCut : byte
{
    /// <summary>At 00:00 UTC.</summary>
    Utc,

    /// <summary>At 17:00 in New York, where the FX day ends: 21:00 UTC in its summer time, 22:00 in winter.</summary>
    NewYork,
}
