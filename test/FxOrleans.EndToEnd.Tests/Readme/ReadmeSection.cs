using System.Diagnostics;
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
        return Block().Match(section).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The arguments that a shell makes of <c>./fx run …</c>.</summary>
    public static async Task<string[]> ArgumentsAsync(string command) =>
        (await ShellAsync(command.Replace("./fx run", "printf '%s\\n'", StringComparison.Ordinal))).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A request, made to another address.</summary>
    public static Task<(int ExitCode, string Output)> CurlAsync(string command, Uri address) => ShellAsync(command
        .Replace("curl ", "curl --fail --max-time 10 ", StringComparison.Ordinal)
        .Replace("http://localhost:8080", address.ToString().TrimEnd('/'), StringComparison.Ordinal));

    private static async Task<(int ExitCode, string Output)> ShellAsync(string command)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output + await errors);
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
