using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A command of the documentation, and how a test runs it.</summary>
/// <param name="Pattern">The command, as a regular expression.</param>
/// <param name="Shorter">What is run, with <c>$0</c> for the command itself: the same with less to do.</param>
/// <param name="Says">A part of what it prints, as a regular expression.</param>
/// <param name="ExitCode">The one that it ends with.</param>
internal sealed record ToolCommand(string Pattern, string Shorter, string Says, int ExitCode = 0)
{
    /// <summary>In two parts, or else fx would look for it among these tests too.</summary>
    private const string OneTest = "TheDocumentation" + "IsFound";

    /// <summary>So little work measures nothing: speed is printed and not judged, all else is.</summary>
    private const string Unjudged = "--judge-speed no";

    /// <summary>Every command of a tool that the documentation has.</summary>
    private static readonly ToolCommand[] Tools =
    [
        new(@"\./fx test", $"$0 {OneTest}", "\n1 passed, 0 failed, 0 skipped"),
        new(@"\./fx e2e --url \S+", "$0", @"\n[1-9]\d* passed, 0 failed, "),
        new(@"\./fx simulate( \d+)?", "./fx simulate 1000", "1,000 cases from seed 1: .* 0 failures"),
        new(@"\./fx simulate 1 SEED", "./fx simulate 1 7", "1 cases from seed 7: .* 0 failures"),
        new(@"\./fx simulate cost", "$0 1", "9 sources, one lying: .* µs"),
        new(@"\./fx bench http", $"$0 --rounds 1 --seconds 0.05 --connections 4 {Unjudged}", "/rate cross EUR/GBP +[0-9]"),
        new(@"\./fx bench latency", $"$0 --quotes 20 {Unjudged}", "latency, SignalR: [0-9]+ of "),
        new(@"\./fx bench board", $"$0 --rounds 1 --seconds 0.01 {Unjudged}", @"BoardBenchmark\.Read +[0-9]"),
        new(@"\./fx bench candles", $"$0 --rows 1000 --rounds 1 {Unjudged}", "a year of daily candles from the database: [0-9]"),
        new(@"\./fx bench receipts", $"$0 --decisions 300 {Unjudged}", "ok   receipts whose signature or digits did not hold 0 "),
        new(@"\./fx bench journal", $"$0 --quotes 100000 {Unjudged}", "ok   quotes that were not decided again, or differ 0 "),
        new(@"\./fx load rate( --url \S+)?", $"$0 --rate 50 --seconds 1 --workers 4 --rounds 0 {Unjudged}", "ok   failed requests 0 "),
        new(@"\./fx load start --clones 1", $"./fx load start --rounds 1 {Unjudged}", "start: built, 1 times"),
        new(@"\./fx load push( --\w+ \d+)*", $"./fx load push --pairs 100 --connections 2 --seconds 0.2 --rounds 1 --ticks 20 {Unjudged}", @"/ws/rates\?batch=1 +20 "),
        new(@"\./fx load page", $"$0 --pairs 10 --seconds 1 --warmup 1 --openings 1 {Unjudged}", @"\n[0-9]+ rows, .* received"),
        new(@"\./fx load cluster-latency( --quotes \d+)?", $"$0 --quotes 20 {Unjudged}", "latency, SignalR: [0-9]+ of "),
        new(@"\./fx load cluster-streams", $"$0 --ticks 1000 --seconds 1 {Unjudged}", "streams: [0-9]+ quotes a second of 250 pairs"),

        // Tests of this project (nodes, fuzz, harass) and of FxOrleans.Grains.Tests do what these do, more briefly. Here they are started, with an option that there is not.
        new(@"\./fx load cluster-upgrade --old [\w./-]+", "$0", "cluster-upgrade needs --old FOLDER", ExitCode: 2),
        new(@"\./fx load (?:nodes|fuzz|harass|redis-freeze|cluster-(?:kill|rolling|freeze|redis|starve))( --\w+ \d+)*", "$0 --wrong 1", "'--wrong' is not understood.* nodes, fuzz, .* cluster-kill, cluster-rolling, cluster-freeze, cluster-redis, cluster-starve", ExitCode: 2),
    ];

    /// <summary>Those commands of the documentation that one of these is for.</summary>
    public static IEnumerable<string> Documented => ReadmeCommands.All.Where(command => Array.Exists(Tools, tool => tool.Covers(command)));

    /// <summary>The patterns of commands that the documentation no longer has.</summary>
    public static IEnumerable<string> Gone => Tools.Where(tool => !ReadmeCommands.All.Any(tool.Covers)).Select(tool => tool.Pattern);

    /// <summary>Commands that come to the same thing when shortened are one.</summary>
    public static TheoryData<string> Rows(Func<string, bool> which) => [.. Documented.Where(which).DistinctBy(command => Of(command).Run(command))];

    /// <summary>Runs the command, shortened.</summary>
    /// <param name="command">As the documentation has it.</param>
    /// <param name="stack">The address of a stack that runs; null where it is for none.</param>
    public static async Task CheckAsync(string command, Uri? stack = null)
    {
        var tool = Of(command);
        var shorter = tool.Run(command).Replace("http://localhost:8091", stack?.ToString().TrimEnd('/'), StringComparison.Ordinal);

        var (exitCode, output) = await Shell.RunAsync(shorter);

        Assert.True(Regex.IsMatch(output, tool.Says) && exitCode == tool.ExitCode, $"{shorter}\nended with {exitCode}:\n{output}");
    }

    private static ToolCommand Of(string command) => Assert.Single(Tools, tool => tool.Covers(command));

    private bool Covers(string command) => Regex.IsMatch(command, $"^(?:{Pattern})$");

    private string Run(string command) => Regex.Replace(command, $"^(?:{Pattern})$", Shorter);
}
