namespace FxOrleans.Pricing;

/// <summary>
/// Something that has a price: a currency, a metal (one troy ounce), a coin, a share.
/// Every asset is one instance of <see cref="AssetCatalog"/>, so equality is identity. Immutable.
/// </summary>
public sealed class Asset
{
    internal Asset(int index, string code, AssetClass @class, string name)
    {
        Index = index;
        Code = code;
        Class = @class;
        Name = name;
    }

    /// <summary>Place in the catalogue, from 0; dense, and stable only within one process.</summary>
    public int Index { get; }

    /// <summary>Upper case, 1 to 12 of A–Z, 0–9 and the dot: ISO 4217's code, or the symbol under which it trades.</summary>
    public string Code { get; }

    public AssetClass Class { get; }

    public string Name { get; }

    /// <summary>ISO 4217's three-digit number, or null where it gives none.</summary>
    public string? Number { get; init; }

    /// <summary>Decimal places of the smallest unit that is paid out (JPY 0, EUR 2, KWD 3), or null where ISO 4217 gives none.</summary>
    public int? MinorUnits { get; init; }

    /// <summary>The last day on which a dead currency was money; null for a living one.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>CoinGecko's name for a coin, where it is known.</summary>
    public string? CoinGeckoId { get; init; }

    /// <summary>True for a coin whose code alone means another coin elsewhere: only a source that knows it by its CoinGecko name prices it.</summary>
    public bool SharesCode { get; init; }

    /// <summary>True for a currency that no longer exists: known by name, priced only if a source quotes it.</summary>
    public bool IsDead => LastDay is not null;

    /// <summary>False for ISO 4217's codes that nobody pays with: funds and indexed units, bond market units, tests, "no currency".</summary>
    public bool IsMoney { get; init; } = true;

    public override string ToString() => Code;
}
