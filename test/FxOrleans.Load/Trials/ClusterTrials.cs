using FxOrleans.Load.Engines;
using FxOrleans.Load.Latency;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Load.Trials;

/// <summary>
/// How quick one silo is, and the trials of several hosts, in full. They take minutes, so each runs only when it, or <c>cluster</c>,
/// is asked for.
/// </summary>
internal static class ClusterTrials
{
    /// <summary>The trial that needs another build: <c>--old FOLDER</c>. Without one it is left out.</summary>
    public const string Upgrade = "cluster-upgrade";

    private static readonly string[] Names = ["cluster-latency", "cluster-streams", "cluster-kill", "cluster-rolling", Upgrade, "cluster-freeze", "cluster-starve", "cluster-redis"];

    public static async Task RunAsync(Report report, Options options, Func<string, bool> asked)
    {
        foreach (var name in Names.Where(name => (name != Upgrade || options.Text("old") is not null) && options.Filter.StartsWith("cluster", StringComparison.Ordinal) && asked(name)))
        {
            await RunAsync(report, options, name);
        }
    }

    private static Task RunAsync(Report report, Options options, string name)
    {
        var rate = options.Number("rate", 500);
        return name switch
        {
            "cluster-latency" => new LatencyScenario(report, OneSilo.Add, mostMedian: 8, mostP99: 20).RunAsync((int)options.Number("quotes", 3000)),
            "cluster-streams" => StreamScenario.RunAsync(report, (int)options.Number("ticks", 50_000), options.Number("seconds", 20)),
            "cluster-kill" => new KillTrial(report).RunAsync((int)options.Number("kills", 20), TimeSpan.FromSeconds(options.Number("seconds", 15)), rate),
            "cluster-rolling" => new RollingTrial(report).RunAsync((int)options.Number("rounds", 5), rate),
            Upgrade => new UpgradeTrial(report, SiloProgram.Of(options.Text("old")!)!).RunAsync(rate),
            "cluster-freeze" => new FreezeTrial(report, PairHomes.Of).RunAsync(TimeSpan.FromSeconds(options.Number("seconds", 30)), options.Number("rate", 100)),
            "cluster-starve" => new StarveTrial(report).RunAsync((int)options.Number("rounds", 20), TimeSpan.FromSeconds(options.Number("seconds", 10))),
            _ => new RedisTrial(report).RunAsync(TimeSpan.FromSeconds(options.Number("seconds", 15)), options.Number("rate", 200)),
        };
    }
}
