using System.Text.RegularExpressions;

namespace FxOrleans.Architecture.Tests;

/// <summary><c>docs/map.md</c> names every folder that holds C# code of the service, and nothing that is not there.</summary>
public sealed partial class MapTests
{
    private static readonly string Map = File.ReadAllText(Path.Combine(Repository.Root, "docs", "map.md"));

    [Fact]
    public void Every_folder_with_code_is_on_the_map()
    {
        var named = Names().Matches(Map).Select(match => match.Groups[1].Value).ToHashSet();
        var folders = new[] { "src", "silo", "samples" }
            .SelectMany(top => Directory.EnumerateFiles(Path.Combine(Repository.Root, top), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => !folder.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Distinct();
        Assert.DoesNotContain(folders, folder => !named.Contains(folder));
    }

    [Fact]
    public void Every_folder_on_the_map_is_there()
    {
        var named = Names().Matches(Map).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, path => !Directory.Exists(Path.Combine(Repository.Root, path)));
    }

    [Fact]
    public void A_quote_on_its_way_enters_no_folder_twice()
    {
        var steps = Steps().Matches(Map).Select(step => Links().Matches(step.Value).Select(link => Path.GetDirectoryName(link.Groups[1].Value)!).Distinct().ToArray()).ToArray();
        Assert.True(steps.Length > 10);
        Assert.All(steps, folders => Assert.Single(folders));
        Assert.Equal(steps.Length, steps.SelectMany(folders => folders).Distinct().Count());
    }

    [Fact]
    public void Every_link_of_the_documents_leads_somewhere()
    {
        string[] documents = ["README.md", "manifests/README.md", "src/FxOrleans.Client/README.md", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(Repository.Relative)];
        var links = documents.SelectMany(document => Links().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal))
            .Select(link => (Document: document, Path: Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, link.Split('#')[0]))))
            .ToArray();
        Assert.True(links.Length > 50);
        Assert.DoesNotContain(links, link => !Path.Exists(link.Path));
    }

    [GeneratedRegex(@"^\d+\. .+$", RegexOptions.Multiline)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\]\(([^)\s#]+)(?:#[^)]*)?\)")]
    private static partial Regex Links();

    [GeneratedRegex("`((?:src|silo|samples|test)(?:/[A-Za-z.]+)*)`")]
    private static partial Regex Names();
}
