using FxOrleans.Load;
using FxOrleans.Load.Processes;
using FxOrleans.Load.Scenarios;
using FxOrleans.Load.Statistics;
using FxOrleans.Load.Trials;
using FxOrleans.Testing.Hosting;

if (args is [ChildProgram.Switch, ..])
{
    return await ChildProgram.RunAsync(args.AsMemory(1));
}

const string Scenarios = "tick, push, rate, page, start, nodes, fuzz, harass, redis-freeze, cluster-latency, cluster-streams, cluster-kill, cluster-rolling, cluster-freeze, cluster-redis, cluster-starve, cluster-upgrade";
Options options;
try
{
    options = new Options(args, "url", "connections", "pairs", "rounds", "seconds", "rate", "workers", "ticks", "key", "kills", "freezes", "requests", "keys", "seed", "quotes", "warmup", "openings", "clones", "old", Report.JudgeSpeed);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message} Scenarios: {Scenarios}.");
    return 2;
}

if (options.Text("old") is { } old ? SiloProgram.Of(old) is null : options.Filter == ClusterTrials.Upgrade)
{
    await Console.Error.WriteLineAsync($"{ClusterTrials.Upgrade} needs --old FOLDER: a checkout that was built, or the folder with its FxOrleans.Silo.dll. '{options.Text("old")}' is none.");
    return 2;
}

var report = Report.For(options);
var ran = 0;
var connections = (int)options.Number("connections", 1000);
if (Asked("tick"))
{
    await new TickScenario(report).RunAsync(connections);
}

if (Asked("push"))
{
    var (pairs, rounds, seconds) = ((int)options.Number("pairs", 100), (int)options.Number("rounds", 3), options.Number("seconds", 1.2));
    var push = new PushScenario(report);
    var ticks = options.Number("ticks", 0);
    await (ticks > 0 ? push.AtAsync(ticks, connections, pairs, rounds, seconds) : push.RunAsync(connections, pairs, rounds, seconds));
}

if (Asked("rate"))
{
    // A stack of its own asks for none.
    Options.Key = options.Text("url") is null ? null : options.Text("key") ?? Options.Key;
    await new RateScenario(report).RunAsync(
        options.Text("url"), options.Number("rate", 1000), options.Number("seconds", 20), (int)options.Number("workers", 100), (int)options.Number("rounds", 2));
}

if (options.Filter.Length > 0 && Asked("nodes"))
{
    await new NodesScenario(report).RunAsync(options.Number("seconds", 20), (int)options.Number("kills", 20));
}

if (Asked("page"))
{
    await new PageScenario(report).RunAsync(
        (int)options.Number("pairs", 300), options.Number("ticks", 10), options.Number("seconds", 60), options.Number("warmup", PageScenario.WarmUp), (int)options.Number("openings", PageScenario.Openings));
}

// Only when they are named: they are no load.
if (options.Filter == StartScenario.Name)
{
    ran++;
    await new StartScenario(report).RunAsync((int)options.Number("rounds", 7), (int)options.Number("clones", 0));
}

if (options.Filter == FuzzScenario.Name)
{
    ran++;
    await new FuzzScenario(report).RunAsync((int)options.Number("requests", 100_000), (int)options.Number("keys", 10_000), (int)options.Number("seed", 1));
}

if (options.Filter == HarassScenario.Name)
{
    ran++;
    await new HarassScenario(report).RunAsync(options.Number("seconds", 20));
}

// Only when it is named: it takes minutes.
if (options.Filter == RedisFreezeScenario.Name)
{
    ran++;
    await new RedisFreezeScenario(report).RunAsync((int)options.Number("freezes", 50));
}

await ClusterTrials.RunAsync(report, options, Asked);
if (ran == 0)
{
    await Console.Error.WriteLineAsync($"No scenario is called '{options.Filter}'. There are {Scenarios}.");
    return 2;
}

return report.Passed ? 0 : 1;

bool Asked(string name)
{
    var asked = name.Contains(options.Filter, StringComparison.OrdinalIgnoreCase);
    ran += asked ? 1 : 0;
    return asked;
}
