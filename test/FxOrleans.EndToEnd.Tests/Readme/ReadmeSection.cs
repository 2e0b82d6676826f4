using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The commands of one document, run as they stand but for the address.</summary>
internal static partial class ReadmeSection
{
    /// <summary>The commands of the first block of a document in <c>docs</c>.</summary>
    public static IReadOnlyList<string> Commands(string document) =>
        [.. ReadmeCommands.Of(Block().Match(File.ReadAllText(Path.Combine(SiloProgram.Root, "docs", document))).Value)];

    /// <summary>A request, made to another address.</summary>
    public static Task<(int ExitCode, string Output)> CurlAsync(string command, Uri address) => Shell.RunAsync(command
        .Replace("curl ", "curl --fail --max-time 60 ", StringComparison.Ordinal)
        .Replace("http://localhost:8080", address.ToString().TrimEnd('/'), StringComparison.Ordinal));

    [GeneratedRegex("```bash\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
