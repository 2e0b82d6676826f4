using System.Net.Http.Json;
using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The documentation says what is: its requests are answered, its links lead somewhere.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class ReadmeTests(DemoSilo demo)
{
    public static IEnumerable<string> Commands => ReadmeCommands.All.Where(command => command.StartsWith("curl ", StringComparison.Ordinal)).Except(ReceiptCommandTests.Commands);

    public static TheoryData<string> Requests => [.. Commands];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_request_answers(string command)
    {
        var (exitCode, output) = await ReadmeSection.CurlAsync(command, demo.Silo.Address);

        Assert.True(exitCode == 0, $"{command}\nended with {exitCode}: {output}");
        Assert.NotEmpty(output);
        if (command.Contains("/demo/control/one-frame", StringComparison.Ordinal))
        {
            // Others read the same host.
            using var honest = await demo.Silo.Http.PutAsJsonAsync("/demo/control/one-frame", new { mode = "honest" });
            Assert.True(honest.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task Continuous_integration_runs_what_anybody_runs() =>
        Assert.Equal("./fx test", (await Shell.RunAsync("grep -o './fx test' .ci/run")).Output.Trim());

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        foreach (var file in ReadmeCommands.Files)
        {
            var path = Path.Combine(SiloProgram.Root, file);
            foreach (Match link in Links().Matches(File.ReadAllText(path)))
            {
                var target = Path.Combine(Path.GetDirectoryName(path)!, link.Groups[1].Value.Split('#')[0]);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{file} links to {link.Groups[1].Value}, which is not there.");
            }
        }
    }

    [GeneratedRegex(@"\]\((?!https?:)([^)]+)\)")]
    private static partial Regex Links();
}
