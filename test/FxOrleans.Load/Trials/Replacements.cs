namespace FxOrleans.Load.Trials;

/// <summary>Stops nodes of a cluster in order and starts them again, one after the other, and notes what readers of the others saw. Not thread-safe.</summary>
internal sealed class Replacements(TrialCluster cluster)
{
    private static readonly TimeSpan WatchFor = TimeSpan.FromSeconds(3);

    /// <summary>Silences of pairs when a node left.</summary>
    public Gaps Leaving { get; } = new();

    /// <summary>Silences of pairs when one joined.</summary>
    public Gaps Joining { get; } = new();

    /// <summary>How many did not end with the exit code 0.</summary>
    public int BadEnds { get; private set; }

    /// <summary>Replaces a node by one of that build; null for the build that is tried.</summary>
    /// <returns>How it went, in words.</returns>
    public async Task<string> ReplaceAsync(TrialNode node, string? program)
    {
        var readers = cluster.ReadersBut(node);
        Array.ForEach(readers, reader => reader.Mark());
        var (took, code) = await node.StopAsync();
        BadEnds += code == 0 ? 0 : 1;
        var left = await SilencesAsync(readers, Leaving);

        Array.ForEach(readers, reader => reader.Mark());
        node.Program = program;
        await node.StartAsync();
        await node.ReadyAsync();
        await cluster.SettledAsync();
        var joined = await SilencesAsync(readers, Joining);
        return $"node {node.Number} ended in {took.TotalMilliseconds:0} ms; longest silence when it left {left:0} ms, when it joined {joined:0} ms";
    }

    private static async Task<double> SilencesAsync(IEnumerable<TickReader> readers, Gaps all)
    {
        await Task.Delay(WatchFor, TimeProvider.System);
        var seen = readers.SelectMany(reader => reader.Gaps()).ToArray();
        all.Add(seen);
        return seen.Max();
    }
}
