using FxOrleans.Pricing;

namespace FxOrleans.Serving.Rates;

/// <summary>A part of a currency that amounts and prices of an answer are counted in.</summary>
/// <param name="Of">The currency.</param>
/// <param name="Per">How many of the part make one of the currency.</param>
public sealed record SubunitResponse(string Of, int Per)
{
    /// <summary>Of a subunit; null for none.</summary>
    public static SubunitResponse? From(Subunit? subunit) => subunit is null ? null : new(subunit.Currency, subunit.Per);
}
