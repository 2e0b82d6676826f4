using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The journal of a host that runs is decided again by the very commands of docs/journal.md.</summary>
[Collection(DemoCollection.Name)]
public sealed class JournalCommandTests(DemoSilo demo)
{
    public static IEnumerable<string> Commands { get; } =
        [.. ReadmeCommands.Of(File.ReadAllText(Path.Combine(SiloProgram.Root, "docs", "journal.md"))).Where(command => command.StartsWith("./fx replay", StringComparison.Ordinal))];

    [Fact]
    public async Task What_the_demo_has_published_is_decided_again_to_the_last_digit_and_by_another_policy_too()
    {
        Assert.Equal(2, Commands.Count());
        foreach (var command in Commands)
        {
            var (exitCode, output) = await RunAsync(command);
            Assert.True(exitCode == 0 && output.Contains("Nothing differs from what was published", StringComparison.Ordinal), $"{command}\nended with {exitCode}: {output}");
            Assert.Equal(command.Contains("Pricing:", StringComparison.Ordinal), output.Contains("By the other rules", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("./fx replay --from yesterday --to 2026-01-01T00:00:00Z", "--from 'yesterday' is no time")]
    [InlineData("./fx replay --from 2001-01-01T00:00:00Z --to 2001-01-02T00:00:00Z", "The journal holds nothing of that time.")]
    [InlineData("./fx replay --from 2001-01-01T00:00:00Z --to 2001-01-02T00:00:00Z --Pricing:Quorum=0", "Pricing:Quorum is 0")]
    [InlineData("./fx replay --from 2001-01-01T00:00:00Z", "--to")]
    public async Task What_cannot_be_decided_again_is_an_exit_code_and_a_reason(string command, string says)
    {
        var (exitCode, output) = await RunAsync(command);

        Assert.True(exitCode == 2 && output.Contains(says, StringComparison.Ordinal), $"{command}\nended with {exitCode}: {output}");
    }

    private Task<(int ExitCode, string Output)> RunAsync(string command) =>
        Shell.RunAsync(command, new Dictionary<string, string> { ["FX__Data__Path"] = demo.Silo.Data });
}
