using FxOrleans.Benchmarks.Candles;
using FxOrleans.Benchmarks.Http;
using FxOrleans.Benchmarks.Journal;
using FxOrleans.Benchmarks.Micro;
using FxOrleans.Benchmarks.Receipts;
using FxOrleans.Load;
using FxOrleans.Load.Engines;
using FxOrleans.Load.Latency;
using FxOrleans.Load.Processes;
using FxOrleans.Load.Statistics;

if (args is [ChildProgram.Switch, ..])
{
    return await ChildProgram.RunAsync(args.AsMemory(1));
}

Options options;
try
{
    options = new Options(args, "rounds", "seconds", "connections", "quotes", "rows", "decisions", Report.JudgeSpeed);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}

var report = Report.For(options);
var micro = new MicroScenario(report, (int)options.Number("rounds", 3), options.Number("seconds", 0.5));
var latency = new LatencyScenario(report, OneSilo.Add, mostMedian: 2, mostP99: 10);
var http = new HttpScenario(report);
var history = new HistoryScenario(report);
(string Name, Func<Task> Run)[] scenarios =
[
    ("apply", () => Task.Run(micro.Apply)),
    ("board", () => Task.Run(micro.Board)),
    ("candles", () => new CandleScenario(report).RunAsync((int)options.Number("rows", 200_000), (int)options.Number("rounds", 5))),
    ("receipts", () => new ReceiptScenario(report).RunAsync((int)options.Number("decisions", 100_000))),
    ("journal", () => new JournalScenario(report).RunAsync((int)options.Number("quotes", 1_000_000))),
    ("latency", () => latency.RunAsync((int)options.Number("quotes", 600))),
    ("http", () => http.RunAsync((int)options.Number("rounds", 31), options.Number("seconds", 0.4), (int)options.Number("connections", 64))),
    ("history", () => history.RunAsync((int)options.Number("rounds", 15), options.Number("seconds", 0.4))),
];
var asked = scenarios.Where(scenario => scenario.Name.Contains(options.Filter, StringComparison.OrdinalIgnoreCase)).ToArray();
if (asked.Length == 0)
{
    await Console.Error.WriteLineAsync($"No benchmark is called '{options.Filter}'. There are {string.Join(", ", scenarios.Select(scenario => scenario.Name))}.");
    return 2;
}

foreach (var (_, run) in asked)
{
    await run();
}

return report.Passed ? 0 : 1;
