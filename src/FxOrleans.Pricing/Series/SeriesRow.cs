namespace FxOrleans.Pricing;

/// <summary>One row of a series. Immutable.</summary>
/// <param name="Date">The first day of its group.</param>
/// <param name="Rate">Units of the quote for one of the base.</param>
/// <param name="Observations">Days that it was made of; 0 where it is carried.</param>
/// <param name="CarriedFrom">The date of the row that it repeats; null for one of its own.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Provider">The last provider's name, where there is one.</param>
/// <param name="Bridge">What the last cross among its days goes through; null where none is a cross.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record SeriesRow(DateOnly Date, decimal Rate, int Observations, DateOnly? CarriedFrom, RateOrigin Origin, string? Provider, Asset? Bridge, bool Simulated);
