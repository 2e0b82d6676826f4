namespace FxOrleans.Pricing;

/// <summary>What a caller counts in: an asset, or a <see cref="Pricing.Subunit"/> of one, such as pence. Immutable.</summary>
/// <param name="Asset">What is priced.</param>
/// <param name="Subunit">The part of it that is counted in; null for the asset itself.</param>
public readonly record struct Unit(Asset Asset, Subunit? Subunit = null)
{
    /// <summary>The subunit's code in its spelling, else the asset's.</summary>
    public string Code => Subunit?.Code ?? Asset.Code;

    /// <summary>How many of it make one of the asset; 1 for the asset itself.</summary>
    public int Per => Subunit?.Per ?? 1;

    /// <summary>Finds what that code means: a subunit by its exact spelling, an asset in any other case.</summary>
    public static bool TryGet(ReadOnlySpan<char> code, out Unit unit)
    {
        var known = Subunit.TryGet(code, out var subunit);
        var found = AssetCatalog.TryGet(known ? subunit!.Currency : code, out var asset);
        unit = found ? new Unit(asset!, subunit) : default;
        return found;
    }
}
