using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The commands of one section of the README, run as they stand but for the address.</summary>
internal static partial class ReadmeSection
{
    /// <summary>The commands of its first block.</summary>
    public static IReadOnlyList<string> Commands(string heading)
    {
        var text = File.ReadAllText(Path.Combine(SiloProgram.Root, "README.md"));
        var section = text.Split($"\n## {heading}\n")[1];
        return [.. ReadmeCommands.Of(Block().Match(section).Value)];
    }

    /// <summary>A request, made to another address.</summary>
    public static Task<(int ExitCode, string Output)> CurlAsync(string command, Uri address) => Shell.RunAsync(command
        .Replace("curl ", "curl --fail --max-time 60 ", StringComparison.Ordinal)
        .Replace("http://localhost:8080", address.ToString().TrimEnd('/'), StringComparison.Ordinal));

    [GeneratedRegex("```bash\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
