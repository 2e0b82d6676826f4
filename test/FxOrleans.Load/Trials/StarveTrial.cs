using FxOrleans.Load.Statistics;

namespace FxOrleans.Load.Trials;

/// <summary>
/// Three nodes starved of processor, again and again: by threads that spin on every core, many to each, and one of them by being
/// stopped for most of each second, as a container's limit does. None of them may be declared dead for it. Then one that is
/// killed must be replaced as soon as ever.
/// </summary>
internal sealed class StarveTrial(Report report)
{
    private const double MostMilliseconds = 3000;

    /// <summary>Of each second, that a node with a limit is stopped for.</summary>
    private static readonly TimeSpan Stopped = TimeSpan.FromMilliseconds(850);

    private static readonly TimeSpan Running = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan DownFor = TimeSpan.FromSeconds(4);

    public async Task RunAsync(int rounds, TimeSpan starved)
    {
        report.Line($"cluster-starve: {rounds} times {starved.TotalSeconds:0} s of eight spinning threads a core, then as long with one node at {Running.TotalMilliseconds:0} ms a second, then kill -9");
        await using var cluster = await TrialCluster.StartAsync();
        var (evicted, silences) = (0, new Gaps());
        for (var round = 0; round < rounds; round++)
        {
            await SpinAsync(starved);
            await LimitAsync(cluster.Nodes[round % cluster.Nodes.Count], starved);
            var lost = cluster.Nodes.Count(node => node.HasEnded);
            evicted += lost;
            await cluster.SettledAsync();

            var victim = cluster.Nodes[(round + 1) % cluster.Nodes.Count];
            var readers = cluster.ReadersBut(victim);
            Array.ForEach(readers, reader => reader.Mark());
            victim.Kill();
            await Task.Delay(DownFor, TimeProvider.System);
            var silent = readers.SelectMany(reader => reader.Gaps()).ToArray();
            silences.Add(silent);
            await victim.StartAsync();
            await cluster.SettledAsync();
            report.Line($"     round {round + 1}: {lost} nodes ended while starved; longest silence of a pair after the kill {silent.Max():0} ms");
        }

        report.Bound("nodes declared dead while they were starved", evicted, 0, atLeast: false);
        report.Bound("longest silence of a pair after a kill", silences.Most, MostMilliseconds, atLeast: false, " ms");
        cluster.Report(report, requests: null);
    }

    private static async Task SpinAsync(TimeSpan duration)
    {
        var stop = false;
        var threads = Enumerable.Range(0, 8 * Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        await Task.Delay(duration, TimeProvider.System);
        Volatile.Write(ref stop, true);
        Array.ForEach(threads, thread => thread.Join());
    }

    private static async Task LimitAsync(TrialNode node, TimeSpan duration)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(startedAt) < duration && !node.HasEnded)
        {
            node.Freeze();
            await Task.Delay(Stopped, TimeProvider.System);
            node.Thaw();
            await Task.Delay(Running, TimeProvider.System);
        }
    }
}
