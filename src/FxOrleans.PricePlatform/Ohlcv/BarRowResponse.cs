namespace FxOrleans.PricePlatform;

/// <summary>One bar as a row of CSV or NDJSON; its members are those of <see cref="BarResponse"/>.</summary>
/// <param name="Time">When it opens, UTC.</param>
/// <param name="Open">The first price.</param>
/// <param name="High">The highest.</param>
/// <param name="Low">The lowest.</param>
/// <param name="Close">The last.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Simulated">True when it is made up.</param>
public sealed record BarRowResponse(DateTimeOffset Time, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, bool Simulated);
