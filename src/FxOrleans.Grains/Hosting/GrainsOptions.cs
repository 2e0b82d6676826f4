namespace FxOrleans.Grains;

/// <summary>The paces of the cluster edition. The defaults are what failover was measured with; tests shorten some.</summary>
public sealed class GrainsOptions
{
    /// <summary>Between two batches of a shard under load; an idle shard publishes at once. 0 to 1 s; default 5 ms.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Every shard hears from every silo at least this often. 50 ms to 1 s; default 500 ms, a quarter of what readers call silence.</summary>
    public TimeSpan CanaryInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a pair may take over a quote before its lane gives up on that call. Default 500 ms.</summary>
    public TimeSpan SubmitDeadline { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Pairs that one provider may quote; quotes of further ones are dropped. 1 to 100,000; default 5,000.</summary>
    public int MaxPairs { get; set; } = 5_000;

    /// <summary>How often a pair looks whether quotes have aged out. Default 1 s.</summary>
    public TimeSpan ReconsiderInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A pair that a provider has not spoken to for this long is told its last quote again, so that one that lost its memory has it. Default 5 s.</summary>
    public TimeSpan RepeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each silo pings each ingestion. Default 500 ms.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a stopping silo takes to hand its grains over, and then leaves the rest to chance. Default 800 ms.</summary>
    public TimeSpan HandOverDeadline { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How long the membership must have been quiet before grains move to where they belong. Default 1 s.</summary>
    public TimeSpan BalanceDelay { get; set; } = TimeSpan.FromSeconds(1);
}
