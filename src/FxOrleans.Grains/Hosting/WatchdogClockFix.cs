namespace FxOrleans.Grains;

/// <summary>
/// The machine's clock with timestamps that count from the silo's start. Orleans' watchdog looks at how long ago its last
/// check was before there has been one; counted from the machine's start, that is a stall of hours, which is warned of and
/// held against the silo's health.
/// </summary>
internal sealed class WatchdogClockFix : TimeProvider
{
    /// <summary>The key under which Orleans asks for the clock of its membership and its watchdog.</summary>
    public const string Key = "Orleans.Membership";

    private readonly long _start = System.GetTimestamp();

    public override long GetTimestamp() => System.GetTimestamp() - _start;
}
