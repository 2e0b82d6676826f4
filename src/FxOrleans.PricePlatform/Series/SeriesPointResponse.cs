using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>One row of a series.</summary>
/// <param name="Date">The first day of its group.</param>
/// <param name="Rate">Units of the symbol for one of the base.</param>
/// <param name="Observations">Days that it was made of; 0 where it is carried.</param>
/// <param name="Carried">True where there was no observation and the row before is repeated.</param>
/// <param name="CarriedFrom">The date of the row that is repeated.</param>
/// <param name="Source">recorded: the service's own; provider: a provider's history; both: of both.</param>
/// <param name="Provider">Which provider's.</param>
/// <param name="Via">The bridge of a cross; empty where the pair itself is known.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record SeriesPointResponse(
    DateOnly Date, decimal Rate, int Observations, bool Carried, [property: JsonPropertyName("carried_from")] DateOnly? CarriedFrom,
    string Source, string? Provider, IReadOnlyList<string> Via, bool Simulated);
