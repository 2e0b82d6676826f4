namespace FxOrleans.Pricing;

/// <summary>What kind of thing an <see cref="Asset"/> is. Default: <see cref="Currency"/>.</summary>
public enum AssetClass : byte
{
    Currency,
    Metal,
    Coin,
    Stock,
}
