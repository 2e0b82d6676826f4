using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Benchmarks, load, simulation and suites: every command of the documentation, with as little to do as it can be given.</summary>
public sealed class ToolCommandTests(DemoSilo demo) : IClassFixture<DemoSilo>
{
    /// <summary>In two parts, or else fx would look for it among these tests too.</summary>
    private const string OneTest = "TheDocumentation" + "IsFound";

    private static readonly ToolCommand[] Tools =
    [
        new(@"\./fx test", $"$0 {OneTest}", "\n1 passed, 0 failed, 0 skipped"),
        new(@"\./fx e2e --url \S+", "$0", @"\n[1-9]\d* passed, 0 failed, "),
        new(@"\./fx simulate( \d+)?", "./fx simulate 1000", "1,000 cases from seed 1: .* 0 failures"),
        new(@"\./fx simulate 1 SEED", "./fx simulate 1 7", "1 cases from seed 7: .* 0 failures"),
        new(@"\./fx simulate cost", "$0", "9 sources, one lying: .* µs"),
        new(@"\./fx bench http", "$0 --rounds 1 --seconds 0.05 --connections 4", "/rate cross EUR/GBP +[0-9]"),
        new(@"\./fx bench latency", "$0 --quotes 20", "latency, SignalR: 1?[0-9] of "),
        new(@"\./fx bench board", "$0 --rounds 1 --seconds 0.01", @"BoardBenchmark\.Read +[0-9]"),
        new(@"\./fx bench candles", "$0 --rows 1000 --rounds 1", "a year of daily candles from the database: [0-9]"),
        new(@"\./fx load rate( --url \S+)?", "$0 --rate 50 --seconds 1 --workers 4 --rounds 0", "ok   failed requests 0 "),
        new(@"\./fx load nodes", "$0 --seconds 1 --kills 1", "Redis killed 1 times: [0-9]+ rates asked for"),
        new(@"\./fx load start --clones 1", "./fx load start --rounds 1", @"start: built, 1 times"),
        new(@"\./fx load fuzz", "$0 --requests 50 --keys 5", "ok   bad keys refused with 401 5 "),
        new(@"\./fx load push( --\w+ \d+)*", "$0 --connections 2 --seconds 0.2 --rounds 1 --ticks 20", @"/ws/rates\?batch=1 +20 "),
        new(@"\./fx load page", "$0 --pairs 10 --seconds 1 --warmup 1 --openings 1", @"\n[0-9]+ rows, .* received"),
        new(@"\./fx load cluster-latency( --quotes \d+)?", "$0 --quotes 20", "latency, SignalR: 1?[0-9] of "),
        new(@"\./fx load cluster-streams", "$0 --ticks 1000 --seconds 1", "streams: [0-9]+ quotes a second of 250 pairs"),

        // They take minutes: FxOrleans.Grains.Tests does what they do, more briefly. Here they are started, with an option that there is not.
        new(@"\./fx load cluster-(?:kill|rolling|freeze|redis)", "$0 --wrong 1", "'--wrong' is not understood.* cluster-kill, cluster-rolling, cluster-freeze, cluster-redis", ExitCode: 2),
    ];

    public static IEnumerable<string> Commands => ReadmeCommands.All.Where(command => Array.Exists(Tools, tool => tool.Covers(command)));

    public static TheoryData<string> Rows => [.. Commands];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task It_does_what_it_is_for(string command)
    {
        var tool = Assert.Single(Tools, tool => tool.Covers(command));
        var shorter = tool.Run(command).Replace("http://localhost:8091", demo.Silo.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);

        var (exitCode, output) = await Shell.RunAsync(shorter);

        Assert.True(tool.EndedWell(exitCode, output), $"{shorter}\nended with {exitCode}:\n{output}");
    }

    [Fact]
    public void None_is_there_for_a_command_that_is_gone() =>
        Assert.All(Tools, tool => Assert.Contains(ReadmeCommands.All, tool.Covers));

    [Theory]
    [InlineData("./fx load nothing", "No scenario is called 'nothing'")]
    [InlineData("./fx bench nothing", "No benchmark is called 'nothing'")]
    [InlineData("./fx dance", "there is no command 'dance'")]
    public async Task What_there_is_not_is_refused(string command, string says)
    {
        var (exitCode, output) = await Shell.RunAsync(command);

        Assert.Equal(2, exitCode);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }
}
