namespace FxOrleans.Pricing;

/// <summary>An institution that publishes rates of its own. Immutable; one instance of each.</summary>
/// <param name="Code">What it is called in requests and answers.</param>
/// <param name="Base">What all of its rates are for one of.</param>
/// <param name="Earliest">The first day for which it published.</param>
public sealed record OfficialSource(string Code, Asset Base, DateOnly Earliest)
{
    /// <summary>The European Central Bank: the euro's reference rates, one a TARGET working day, for information only.</summary>
    public static OfficialSource Ecb { get; } = new("ECB", AssetCatalog.Eur, new DateOnly(1999, 1, 4));

    /// <summary>Every institution that the service knows.</summary>
    public static IReadOnlyList<OfficialSource> All { get; } = [Ecb];

    /// <summary>Finds one by its code, in any case; null where there is none.</summary>
    public static OfficialSource? Find(string code) => All.FirstOrDefault(source => string.Equals(source.Code, code, StringComparison.OrdinalIgnoreCase));
}
