namespace FxOrleans.EndToEnd.Tests;

/// <summary>No command gets into the documentation that no test runs.</summary>
public sealed class CommandListTests
{
    /// <summary>Who runs which.</summary>
    private static readonly (string By, IEnumerable<string> Commands)[] Runners =
    [
        (nameof(ReadmeTests), ReadmeTests.Commands),
        (nameof(RunCommandTests), RunCommandTests.Commands),
        (nameof(AccessSectionTests), ReadmeSection.Commands("access.md").Take(1).Concat(ReadmeSection.Commands("observability.md"))),
        (nameof(HistoryCommandTests), HistoryCommandTests.Commands),
        (nameof(ReceiptCommandTests), ReceiptCommandTests.Commands),
        (nameof(JournalCommandTests), JournalCommandTests.Commands),
        (nameof(ToolCommandTests), ToolCommandTests.Commands),
        (nameof(StackCommandTests), StackCommandTests.Commands),
        (nameof(FilterCommandTests), FilterCommandTests.Commands),
        (nameof(ContainerCommandTests), ContainerCommandTests.Commands),
        (nameof(KubectlTests), KubectlTests.Commands),
    ];

    [Fact]
    public void Every_command_is_run_by_one_test()
    {
        Assert.True(ReadmeCommands.All.Count > 50, "the commands were found");
        foreach (var command in ReadmeCommands.All)
        {
            var by = Runners.Where(runner => runner.Commands.Contains(command)).Select(runner => runner.By).ToArray();
            Assert.True(by.Length == 1, $"`{command}` is run by {(by.Length == 0 ? "no test" : string.Join(" and ", by))}.");
        }
    }

    [Fact]
    public void A_command_is_found_wherever_it_stands()
    {
        const string Text =
            """
            Do `./fx dance` or `--role all`, then `make war ARGS=1`:

               ```sh
               kubectl create \
                 --thing   # not this
               ```
            ```
            curl -s http://localhost
            ──▶
            ```
            """;

        Assert.Equal(["kubectl create --thing", "curl -s http://localhost", "./fx dance", "make war ARGS=1"], ReadmeCommands.Of(Text));
    }
}
