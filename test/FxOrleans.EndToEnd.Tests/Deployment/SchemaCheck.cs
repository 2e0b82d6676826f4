using System.Diagnostics;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Runs Deployment.mjs, which holds files against published schemas.</summary>
internal static class SchemaCheck
{
    private static readonly string Folder = Path.Combine(SiloProgram.Root, "test/FxOrleans.EndToEnd.Tests");

    public static async Task<(int ExitCode, string Output)> RunAsync(string kind, IEnumerable<string> files)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules/kubernetes-models")))
        {
            throw new DirectoryNotFoundException("The schemas are missing: `npm ci` in test/FxOrleans.EndToEnd.Tests brings them; ./fx test does that.");
        }

        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var argument in (string[])["Deployment.mjs", kind, .. files])
        {
            start.ArgumentList.Add(argument);
        }

        using var node = Process.Start(start)!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await node.WaitForExitAsync(deadline.Token);
        return (node.ExitCode, await output + await errors);
    }
}
