namespace FxOrleans.Pricing;

/// <summary>
/// The calendar of an institution that publishes on certain days of the week by a certain hour. Immutable, thread-safe.
/// </summary>
/// <param name="days">The days of the week on which it publishes; at least one.</param>
/// <param name="by">When it has published, from the day's start in UTC; above 24 hours for the day after. 0 to 48 hours.</param>
public sealed class PublicationCalendar(IReadOnlySet<DayOfWeek> days, TimeSpan by) : FixingCalendar
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The days of the week on which it publishes.</summary>
    public IReadOnlySet<DayOfWeek> Days => days;

    /// <summary>When it has published, from the day's start in UTC.</summary>
    public TimeSpan By => by;

    /// <summary>True when it publishes on that day of the week.</summary>
    public bool Publishes(DateOnly date) => days.Contains(date.DayOfWeek);

    /// <inheritdoc/>
    public override DateTimeOffset NextDue(DateOnly date)
    {
        if (date.Year >= 9998)
        {
            return DateTimeOffset.MaxValue;
        }

        var next = date.AddDays(1);
        while (!Publishes(next))
        {
            next = next.AddDays(1);
        }

        return new DateTimeOffset(next, TimeOnly.MinValue, TimeSpan.Zero) + by + Grace;
    }
}
