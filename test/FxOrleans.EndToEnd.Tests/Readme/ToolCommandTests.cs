using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Benchmarks, load, simulation and suites: every command of the documentation, with as little to do as it can be given.</summary>
[Slow]
public sealed class ToolCommandTests
{
    public static IEnumerable<string> Commands => ToolCommand.Documented.Where(IsAlone);

    public static TheoryData<string> Rows => ToolCommand.Rows(IsAlone);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task It_does_what_it_is_for(string command) => ToolCommand.CheckAsync(command);

    [Fact]
    public void None_is_there_for_a_command_that_is_gone() => Assert.Empty(ToolCommand.Gone);

    /// <summary>One worker cannot ask a million times a second, on any machine.</summary>
    [Fact]
    public async Task A_bound_that_is_missed_is_an_exit_code()
    {
        var (exitCode, output) = await Shell.RunAsync("./fx load rate --rate 1000000 --seconds 0.001 --workers 1 --rounds 0");

        Assert.True(exitCode == 1 && output.Contains("MISS answered a second", StringComparison.Ordinal), $"{exitCode}: {output}");
    }

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

    private static bool IsAlone(string command) => !StackCommandTests.IsForStack(command);
}
