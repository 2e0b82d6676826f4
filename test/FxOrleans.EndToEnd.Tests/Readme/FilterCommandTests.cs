using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Commands that run tests by a part of their names: those tests are among what `./fx test` runs, where they are run.</summary>
public sealed partial class FilterCommandTests
{
    public static IEnumerable<string> Commands => ReadmeCommands.All.Where(command => Filters().IsMatch(command));

    public static TheoryData<string> Rows => [.. Commands];

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_names_tests_that_there_are(string command)
    {
        var match = Filters().Match(command);
        var (filter, project) = (match.Groups["filter"].Value, match.Groups["project"].Value);
        var folder = project.Length > 0 ? project : command.StartsWith("./fx e2e", StringComparison.Ordinal) ? "test/FxOrleans.EndToEnd.Tests" : "test";
        var sources = Directory.EnumerateFiles(Path.Combine(SiloProgram.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path).Contains(filter, StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Where(text => Tests().IsMatch(text))
            .ToArray();

        Assert.NotEmpty(sources);
        foreach (Match variable in Variables().Matches(command))
        {
            Assert.Contains(sources, text => text.Contains($"\"{variable.Groups[1].Value}\"", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"^(?:[A-Z_]+=\S+ )?(?:\./fx (?:test|e2e) (?<filter>\w+)|dotnet test (?<project>test/\S+) .*FullyQualifiedName~(?<filter>\w+).*)$")]
    private static partial Regex Filters();

    [GeneratedRegex(@"\[(?:Fact|Theory)\]")]
    private static partial Regex Tests();

    [GeneratedRegex(@"\b([A-Z_]+)=")]
    private static partial Regex Variables();
}
