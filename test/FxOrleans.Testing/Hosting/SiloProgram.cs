using System.Diagnostics;

namespace FxOrleans.Testing.Hosting;

/// <summary>Where the build puts the host, seen from where it puts these tests.</summary>
public static class SiloProgram
{
    public static string Path { get; } = Find();

    /// <summary>The checkout's root.</summary>
    public static string Root { get; } = FindRoot();

    private static string Find()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = System.IO.Path.Combine(here.Parent!.Parent!.FullName, "FxOrleans.Silo", here.Name, "FxOrleans.Silo.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The host has not been built.", path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "FxOrleans.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests do not run in a checkout.");
        }

        return folder.FullName;
    }

    /// <summary>The host of another build: of a folder with the program, or of a checkout that was built. Null where there is none.</summary>
    public static string? Of(string folder) => new[] { "", "artifacts/bin/FxOrleans.Silo/release" }
        .Select(within => System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, within, "FxOrleans.Silo.dll"))).FirstOrDefault(File.Exists);

    /// <summary>How it is started with those arguments, and settings in its environment; where another program is named, that one.</summary>
    public static ProcessStartInfo Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, string? program = null)
    {
        var path = program ?? Path;
        var start = new ProcessStartInfo("dotnet", [path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = System.IO.Path.GetDirectoryName(path)!,
        };
        CleanEnvironment.Apply(start.Environment);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
