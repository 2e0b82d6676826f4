using System.Text.RegularExpressions;

namespace FxOrleans.TestRunner;

/// <summary>A project of tests, as the build left it.</summary>
internal sealed partial record TestProject(string Name, string Folder, string Assembly, TimeSpan Limit)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(40);

    /// <summary>Those that start hosts, clusters or browsers, the longest first.</summary>
    private static readonly string[] Heavy = ["FxOrleans.EndToEnd.Tests", "FxOrleans.Browser.Tests", "FxOrleans.Grains.Tests"];

    /// <summary>True where it starts hosts, clusters or browsers.</summary>
    public bool IsHeavy => Array.IndexOf(Heavy, Name) >= 0;

    /// <summary>The projects of a checkout in the order in which they are to start.</summary>
    public static IReadOnlyList<TestProject> Find(string root) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(root, "test"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetFileNameWithoutExtension(path), Folder: Path.GetDirectoryName(path)!))
            .OrderBy(project => Array.IndexOf(Heavy, project.Name) is >= 0 and var place ? place : Heavy.Length)
            .ThenBy(project => project.Name, StringComparer.Ordinal)
            .Select(project => new TestProject(
                project.Name,
                project.Folder,
                Path.Combine(root, "artifacts/bin", project.Name, "release", project.Name + ".dll"),
                Heavy.Contains(project.Name) ? Long : Short)),
    ];

    /// <summary>Returns false where no test's full name can hold the filter, since no source here does.</summary>
    public bool MayHold(string? filter) => filter is null
        || !Word().IsMatch(filter)
        || Name.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || new[] { Folder, Path.Combine(Folder, "../FxOrleans.Testing") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Any(path => File.ReadAllText(path).Contains(filter, StringComparison.OrdinalIgnoreCase));

    /// <summary>One word of a name. What has dots or brackets is put together from several places of a source.</summary>
    [GeneratedRegex(@"^\w+$")]
    private static partial Regex Word();
}
