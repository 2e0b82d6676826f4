using FxOrleans.Pricing;

namespace FxOrleans.DemoMarket;

/// <summary>
/// TARGET working days at 14:15 in Frankfurt, out at 16:00. Frankfurt's hour comes from <see cref="FixingCalendar.Target"/>,
/// which knows summer time: it has a fixing due at 17:00. Immutable.
/// </summary>
internal sealed class FrankfurtSchedule : DailySchedule
{
    private static readonly TimeSpan FixedBeforeDue = new(2, 45, 0);
    private static readonly TimeSpan PublishedBeforeDue = new(1, 0, 0);

    public override bool IsFixingDay(DateOnly date) => TargetCalendar.IsWorkingDay(date);

    public override DateTimeOffset Fixed(DateOnly date) => Due(date) - FixedBeforeDue;

    public override DateTimeOffset Published(DateOnly date) => Due(date) - PublishedBeforeDue;

    private static DateTimeOffset Due(DateOnly date) => FixingCalendar.Target.NextDue(date.AddDays(-1));
}
