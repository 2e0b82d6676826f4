using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What <c>make</c> does is done by <c>fx</c>: each target is run, with what lets its command end at once.</summary>
public sealed partial class MakefileTests
{
    /// <summary>In two parts, or else fx would look for it among these tests.</summary>
    private const string NoTest = "no_such" + "_test";

    [Theory]
    [InlineData("build", "./fx build", "make build", 0, "")]
    [InlineData("test-unit", "./fx test", "make test-unit ARGS=" + NoTest, 2, "fx: no test has '" + NoTest + "' in its full name.")]
    [InlineData("e2e-test", "./fx e2e", "make e2e-test ARGS=--url", 2, "fx: --url needs a value.")]
    [InlineData("load-test", "./fx load", "make load-test ARGS=nothing", 2, "No scenario is called 'nothing'.")]
    [InlineData("up", "./fx up cluster", "make up PROFILE=nothing", 2, "fx: there is no profile 'nothing'; it must be cluster or forex-proxy.")]
    [InlineData("down", "./fx down", "", 0, "")]
    public async Task A_target_runs_its_command(string target, string runs, string command, int exitCode, string says)
    {
        var would = await Shell.RunAsync($"make --no-print-directory -n {target}");
        Assert.Equal((0, runs), (would.ExitCode, would.Output.Trim()));

        if (command.Length > 0)
        {
            var did = await Shell.RunAsync(command);
            Assert.True(did.ExitCode == exitCode, did.Output);
            Assert.Contains(says, did.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void There_are_no_other_targets() => Assert.Equal(
        ["build", "test-unit", "e2e-test", "load-test", "up", "down"],
        Targets().Matches(File.ReadAllText(Path.Combine(SiloProgram.Root, "Makefile"))).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"^([\w-]+):", RegexOptions.Multiline)]
    private static partial Regex Targets();
}
