namespace FxOrleans.PricePlatform;

/// <summary>What something cost a day ago, and since when that is known. Immutable.</summary>
/// <param name="Price">Null where nobody knows.</param>
/// <param name="Level">The price of now that the same source tells; null where it tells none.</param>
/// <param name="Simulated">True where it is made up.</param>
/// <param name="LearntAt">By the monotonic clock.</param>
/// <param name="Life">How long it is believed without another look.</param>
internal sealed record DayAgo(decimal? Price, decimal? Level, bool Simulated, TimeSpan LearntAt, TimeSpan Life)
{
    public bool IsDue(TimeSpan now) => now - LearntAt >= Life;
}
