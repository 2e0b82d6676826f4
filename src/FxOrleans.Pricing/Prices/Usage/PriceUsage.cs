namespace FxOrleans.Pricing;

/// <summary>What a price may be used for, the worst first. Default: <see cref="Refuse"/>.</summary>
public enum PriceUsage : byte
{
    /// <summary>Not to be dealt on, and not to be shown as a price of now.</summary>
    Refuse,

    /// <summary>To be shown, not to be dealt on.</summary>
    Indicative,

    /// <summary>To be dealt on, as far as the evidence goes.</summary>
    Firm,
}
