namespace FxOrleans.DemoMarket;

/// <summary>Every day at 00:00 UTC, out at once. Immutable.</summary>
internal sealed class MidnightSchedule : DailySchedule
{
    public override bool IsFixingDay(DateOnly date) => true;

    public override DateTimeOffset Fixed(DateOnly date) => new(date, TimeOnly.MinValue, TimeSpan.Zero);

    public override DateTimeOffset Published(DateOnly date) => Fixed(date);
}
