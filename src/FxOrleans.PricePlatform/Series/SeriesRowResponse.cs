using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>One row of a series in CSV or NDJSON; its members beside the first two are those of <see cref="SeriesPointResponse"/>.</summary>
/// <param name="Base">The base asset.</param>
/// <param name="Symbol">The quote asset.</param>
/// <param name="Date">The first day of its group.</param>
/// <param name="Rate">Units of the symbol for one of the base.</param>
/// <param name="Observations">Days that it was made of.</param>
/// <param name="Carried">True where it repeats an earlier row.</param>
/// <param name="CarriedFrom">The date of that row.</param>
/// <param name="Source">recorded, provider or both.</param>
/// <param name="Provider">Which provider's.</param>
/// <param name="Via">Bridges of a cross.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record SeriesRowResponse(
    string Base, string Symbol, DateOnly Date, decimal Rate, int Observations, bool Carried, [property: JsonPropertyName("carried_from")] DateOnly? CarriedFrom,
    string Source, string? Provider, IReadOnlyList<string> Via, bool Simulated);
