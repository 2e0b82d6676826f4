using System.Globalization;
using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A test that needs kubectl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class KubectlFactAttribute : FactAttribute
{
    private static readonly Lazy<int?> Installed = new(FindMinor);

    /// <param name="minor">The least version, after <c>1.</c>: those before 1.21 know no CronJobs of <c>batch/v1</c>.</param>
    public KubectlFactAttribute(int minor = 0)
    {
        Minor = minor;
        Skip = Installed.Value is not { } found ? "kubectl is missing: Debian and Ubuntu have it in kubernetes-client, and ./fx test installs it where it can"
            : found < minor ? $"kubectl 1.{found} is too old for this: it takes 1.{minor}"
            : null;
    }

    public int Minor { get; }

    private static int? FindMinor()
    {
        var (_, output) = Task.Run(() => Shell.RunAsync("kubectl version --client -o json")).GetAwaiter().GetResult();
        return Number().Match(output) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex("\"minor\": *\"(\\d+)")]
    private static partial Regex Number();
}
