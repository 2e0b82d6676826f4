using System.Diagnostics;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Runs the scripts that hold files against published schemas: Deployment.mjs, and others beside it.</summary>
internal static class SchemaCheck
{
    private static readonly string Folder = Path.Combine(SiloProgram.Root, "test/FxOrleans.EndToEnd.Tests");

    /// <summary>Deployment.mjs.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string kind, IEnumerable<string> files) => RunScriptAsync("Deployment.mjs", [kind, .. files]);

    /// <summary>Any of them.</summary>
    public static async Task<(int ExitCode, string Output)> RunScriptAsync(string script, IEnumerable<string> arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules/kubernetes-models")))
        {
            throw new DirectoryNotFoundException("The schemas are missing: `npm ci` in test/FxOrleans.EndToEnd.Tests brings them; ./fx test does that.");
        }

        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var argument in (string[])[script, .. arguments])
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
