using FxOrleans.Testing.Hosting;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The README says what is: its commands run, its links lead somewhere.</summary>
public sealed partial class ReadmeTests(DemoSilo demo) : IClassFixture<DemoSilo>
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SiloProgram.Root, "README.md"));

    public static TheoryData<string> Requests => [.. Commands().Where(command => command.StartsWith("curl ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_request_answers(string command)
    {
        var here = command.Replace("http://localhost:8080", demo.Silo.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
        var (exitCode, output) = await ShellAsync(here.Replace("curl ", "curl --fail --max-time 10 ", StringComparison.Ordinal));

        Assert.True(exitCode == 0, $"{here}\n{output}");
        Assert.NotEmpty(output);
    }

    [Fact]
    public async Task Every_command_of_fx_is_one_that_fx_knows()
    {
        var (_, usage) = await ShellAsync("./fx help");
        foreach (var command in Commands().Where(command => command.StartsWith("./fx ", StringComparison.Ordinal)))
        {
            Assert.Contains($"./fx {command.Split(' ')[1]}", usage, StringComparison.Ordinal);
        }

        Assert.Equal("./fx test", (await ShellAsync("grep -o './fx test' .ci/run")).Output.Trim());
    }

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        foreach (Match link in Links().Matches(Text))
        {
            var path = Path.Combine(SiloProgram.Root, link.Groups[1].Value.Split('#')[0]);
            Assert.True(File.Exists(path) || Directory.Exists(path), $"README.md links to {link.Groups[1].Value}, which is not there.");
        }
    }

    private static IEnumerable<string> Commands() => Blocks().Matches(Text)
        .SelectMany(block => block.Groups[1].Value.Split('\n'))
        .Select(line => line.Split(" # ")[0].Trim())
        .Where(line => line.Length > 0);

    private static async Task<(int ExitCode, string Output)> ShellAsync(string command)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = SiloProgram.Root };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await shell.WaitForExitAsync(deadline.Token);
        return (shell.ExitCode, await output + await errors);
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\]\((?!https?:)([^)]+)\)")]
    private static partial Regex Links();
}
