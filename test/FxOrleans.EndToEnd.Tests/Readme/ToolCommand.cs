using System.Text.RegularExpressions;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A command of the documentation, and how a test runs it.</summary>
/// <param name="Pattern">The command, as a regular expression.</param>
/// <param name="Shorter">What is run, with <c>$0</c> for the command itself: the same with less to do.</param>
/// <param name="Says">A part of what it prints, as a regular expression.</param>
/// <param name="ExitCode">The one that it ends with; 0 may be 1 where a bound is missed, since so little work measures nothing.</param>
internal sealed record ToolCommand(string Pattern, string Shorter, string Says, int ExitCode = 0)
{
    public bool Covers(string command) => Regex.IsMatch(command, $"^(?:{Pattern})$");

    public string Run(string command) => Regex.Replace(command, $"^(?:{Pattern})$", Shorter);

    public bool EndedWell(int exitCode, string output) =>
        Regex.IsMatch(output, Says) && (exitCode == ExitCode || (exitCode == 1 && output.Contains("MISS ", StringComparison.Ordinal)));
}
