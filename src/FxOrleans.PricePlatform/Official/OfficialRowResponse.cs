namespace FxOrleans.PricePlatform;

/// <summary>One of an institution's rates as a row of CSV or NDJSON.</summary>
/// <param name="Source">The institution.</param>
/// <param name="Base">What it is for one of.</param>
/// <param name="Symbol">The asset.</param>
/// <param name="Published">The day for which it was published.</param>
/// <param name="Rate">With the digits that were published.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record OfficialRowResponse(string Source, string Base, string Symbol, DateOnly Published, decimal Rate, bool Simulated);
