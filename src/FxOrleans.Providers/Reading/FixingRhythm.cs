using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// When a daily source is worth asking again: while its newest fixing is current, once an hour, since a fixing may be
/// corrected; once the next one is due, at the provider's own shorter interval until it is there.
/// </summary>
internal static class FixingRhythm
{
    public static readonly TimeSpan WhileCurrent = TimeSpan.FromHours(1);

    /// <summary>Calendars count an hour's grace into the due time; looking begins before it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The next moment to ask at; null for the provider's interval.</summary>
    public static DateTimeOffset? NextUpdate(FixingCalendar calendar, DateOnly newest, DateTimeOffset now)
    {
        var due = calendar.NextDue(newest) - Grace;
        return due <= now ? null : due - now > WhileCurrent ? now + WhileCurrent : due;
    }
}
