using System.Globalization;

namespace FxOrleans.Grains;

/// <summary>The configuration section <c>Grains</c>: the paces of the grains. The defaults are what failover was measured with.</summary>
public sealed class GrainsOptions
{
    /// <summary>Between two batches of a shard under load; an idle shard publishes at once. 0 to 1 s; default 5 ms.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Every shard hears from every silo at least this often. 50 ms to 1 s; default 500 ms, a third of what subscriptions call silence.</summary>
    public TimeSpan CanaryInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a pair may take over a quote before its lane gives up on that call. 50 ms to 2 s; default 500 ms.</summary>
    public TimeSpan SubmitDeadline { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Pairs that one provider may quote; quotes of further ones are dropped. 1 to 100,000; default 5,000.</summary>
    public int MaxPairs { get; set; } = 5_000;

    /// <summary>How often a pair looks whether quotes have aged out. 100 ms to 10 s; default 1 s.</summary>
    public TimeSpan ReconsiderInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A pair that a provider has not spoken to for this long is told its last quote again, so that one that lost its memory
    /// has it. 1 s to 1 minute; default 5 s.
    /// </summary>
    public TimeSpan RepeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each silo pings each ingestion: it comes back so long after a silo's death is declared. 100 ms to 1 minute; default 500 ms.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a stopping silo takes to hand its grains over, and then leaves the rest to chance. 200 ms to 10 s; default 800 ms.</summary>
    public TimeSpan HandOverDeadline { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How long the membership must have been quiet before grains move to where they belong. 0 to 1 minute; default 1 s.</summary>
    public TimeSpan BalanceDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with it, each line naming the configuration key; empty when it can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (MaxPairs is < 1 or > 100_000)
        {
            yield return $"Grains:MaxPairs is {MaxPairs}; it must be from 1 to 100000.";
        }

        (string Name, TimeSpan Value, double Least, double Most)[] paces =
        [
            (nameof(FlushInterval), FlushInterval, 0, 1),
            (nameof(CanaryInterval), CanaryInterval, 0.05, 1),
            (nameof(SubmitDeadline), SubmitDeadline, 0.05, 2),
            (nameof(ReconsiderInterval), ReconsiderInterval, 0.1, 10),
            (nameof(RepeatInterval), RepeatInterval, 1, 60),
            (nameof(WatchInterval), WatchInterval, 0.1, 60),
            (nameof(HandOverDeadline), HandOverDeadline, 0.2, 10),
            (nameof(BalanceDelay), BalanceDelay, 0, 60),
        ];
        foreach (var (name, value, least, most) in paces)
        {
            if (value.TotalSeconds < least || value.TotalSeconds > most)
            {
                yield return $"Grains:{name} is {value}; it must be from {Written(least)} to {Written(most)}.";
            }
        }
    }

    private static string Written(double seconds) => TimeSpan.FromSeconds(seconds).ToString(@"hh\:mm\:ss\.FF", CultureInfo.InvariantCulture).TrimEnd('.');
}
