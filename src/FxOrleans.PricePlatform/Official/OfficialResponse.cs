namespace FxOrleans.PricePlatform;

/// <summary>The JSON of <c>GET /rates/official</c>.</summary>
/// <param name="Source">The institution.</param>
/// <param name="Base">What its rates are for one of.</param>
/// <param name="Published">The day for which it published them: that asked for, or its last before it.</param>
/// <param name="Simulated">True when they are made up.</param>
/// <param name="Rates">By symbol, with the digits that were published.</param>
/// <param name="Missing">Symbols asked for that it did not publish.</param>
public sealed record OfficialResponse(
    string Source, string Base, DateOnly Published, bool Simulated, IReadOnlyDictionary<string, decimal> Rates, IReadOnlyList<string> Missing);
