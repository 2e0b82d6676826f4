namespace FxOrleans.Pricing;

/// <summary>The latest prices, to look for a path in. Implementations are safe to read while they change.</summary>
public interface IPriceBook
{
    /// <summary>The assets that have a price against <paramref name="asset"/>, in either direction.</summary>
    ReadOnlySpan<Asset> Neighbours(Asset asset);

    /// <summary>The price between two assets, walked from <paramref name="from"/> to <paramref name="to"/>.</summary>
    bool TryGetLeg(Asset from, Asset to, out Leg leg);
}
