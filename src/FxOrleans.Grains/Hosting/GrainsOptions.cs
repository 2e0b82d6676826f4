using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Grains;

/// <summary>The configuration section <c>Grains</c>: the paces of the grains. The defaults are what failover was measured with.</summary>
public sealed class GrainsOptions
{
    /// <summary>Between two batches of a shard under load; an idle shard publishes at once. 0 to 1 s; default 5 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Every shard hears from every silo at least this often. 50 ms to 1 s; default 500 ms, a third of what subscriptions call silence.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:01")]
    public TimeSpan CanaryInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a pair may take over a quote before its lane gives up on that call. 50 ms to 2 s; default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:02")]
    public TimeSpan SubmitDeadline { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Pairs that one provider may quote, each counted once for every institution whose rate it passes on; quotes of further ones are dropped. 1 to 100,000; default 5,000.</summary>
    [Range(1, 100_000)]
    public int MaxPairs { get; set; } = 5_000;

    /// <summary>How often a pair looks whether quotes have aged out. 100 ms to 10 s; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan ReconsiderInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A pair that a provider has not spoken to for this long is told its last quote again, so that one that lost its memory
    /// has it. 1 s to 1 minute; default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan RepeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each silo pings each ingestion: it comes back so long after a silo's death is declared. 100 ms to 1 minute; default 500 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a stopping silo takes to hand its grains over, and then leaves the rest to chance. 200 ms to 10 s; default 800 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:10")]
    public TimeSpan HandOverDeadline { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How long the membership must have been quiet before grains move to where they belong. 0 to 1 minute; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan BalanceDelay { get; set; } = TimeSpan.FromSeconds(1);
}
