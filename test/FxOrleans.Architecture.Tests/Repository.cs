namespace FxOrleans.Architecture.Tests;

/// <summary>The files of this checkout.</summary>
internal static class Repository
{
    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    public static string Root { get; } = FindRoot();

    /// <summary>The projects that are shipped: everything under <c>src</c>, and the host.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files("*.csproj").Select(path => new ProjectFile(path))];

    /// <summary>Their source files, without what the build generates.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Files("*.cs")];

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static IEnumerable<string> Files(string pattern) =>
        new[] { "src", "silo" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
            .Where(path => !Relative(path).Split(Separators).Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FxOrleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("FxOrleans.sln is in no folder above the tests.");
    }
}
