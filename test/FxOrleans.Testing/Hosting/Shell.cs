using System.Diagnostics;

namespace FxOrleans.Testing.Hosting;

/// <summary>Runs a command line of the documentation as it stands there: by bash, at the checkout's root, on what has been built.</summary>
public static class Shell
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Runs it until it ends.</summary>
    /// <param name="line">Such as <c>./fx help</c>.</param>
    /// <param name="environment">What is set for it beside what is set here.</param>
    /// <param name="within">The longest that it may take; 3 minutes by default.</param>
    /// <param name="folder">Where it is run; the checkout's root by default.</param>
    /// <exception cref="TimeoutException">It took longer; it has been killed.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string line, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? within = null, string? folder = null)
    {
        using var shell = Process.Start(Start(line, environment, folder))!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(within ?? Longest);
        try
        {
            await shell.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            throw new TimeoutException($"It was ended after {within ?? Longest}: {line}\n{await output}{await errors}");
        }

        return (shell.ExitCode, await output + await errors);
    }

    internal static ProcessStartInfo Start(string line, IReadOnlyDictionary<string, string>? environment, string? folder = null)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? SiloProgram.Root };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(line);
        CleanEnvironment.Apply(start.Environment);
        start.Environment["FX_BUILT"] = "yes";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
