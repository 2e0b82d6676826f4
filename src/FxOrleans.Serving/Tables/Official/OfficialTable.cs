using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tables;

/// <summary>An institution's rates of one day. Immutable.</summary>
/// <param name="Source">The institution.</param>
/// <param name="Published">The day for which it published them.</param>
/// <param name="Rates">By symbol, each with its digits as published.</param>
/// <param name="Missing">Symbols asked for that it did not publish.</param>
/// <param name="Simulated">True when they are made up.</param>
internal sealed record OfficialTable(
    OfficialSource Source, DateOnly Published, IReadOnlyList<(string Symbol, string Digits)> Rates, IReadOnlyList<Asset> Missing, bool Simulated);
