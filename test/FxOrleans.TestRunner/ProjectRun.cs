using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FxOrleans.TestRunner;

/// <summary>What came of one project.</summary>
/// <param name="Project">Which.</param>
/// <param name="Tests">Its results, those of a run that was ended included.</param>
/// <param name="Trouble">What is wrong with the run itself; null for nothing.</param>
/// <param name="Took">How long it ran.</param>
internal sealed partial record ProjectRun(TestProject Project, IReadOnlyList<TestResult> Tests, string? Trouble, TimeSpan Took)
{
    /// <summary>No test may take longer: the run is ended, and the message names the test.</summary>
    private const string TestLimit = "5m";

    /// <summary>The test platform ends a run at its limit and writes what there is; this is for one that does not.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private const int LogLines = 30;

    /// <summary>Runs a project that is built already, and reads its results.</summary>
    public static async Task<ProjectRun> RunAsync(TestProject project, string? filter, string results)
    {
        var clock = Stopwatch.StartNew();
        if (!File.Exists(project.Assembly))
        {
            return new ProjectRun(project, [], $"{project.Assembly} is not there. Build it first.", clock.Elapsed);
        }

        var (trx, log) = (Path.Combine(results, project.Name + ".trx"), Path.Combine(results, project.Name + ".log"));
        File.Delete(trx);
        var exitCode = await StartAsync(project, filter, results, log);
        var (tests, errors) = File.Exists(trx) ? TrxFile.Read(trx) : ([], []);
        var trouble =
            exitCode is null ? $"it was ended after {project.Limit.TotalMinutes} minutes\n{End(log)}"
            : errors.Count > 0 ? string.Join('\n', [.. errors, End(log)])
            : exitCode != 0 && !tests.Any(test => test.Outcome == Outcome.Failed) ? $"it ended with exit code {exitCode}\n{End(log)}"
            : filter is null && tests.Count == 0 ? "it has no test"
            : null;
        return new ProjectRun(project, tests, trouble, clock.Elapsed);
    }

    /// <summary>Returns the exit code, or null when it had to be ended.</summary>
    private static async Task<int?> StartAsync(TestProject project, string? filter, string results, string log)
    {
        // The shell writes the log: a pipe would stay open for as long as anything that a test left behind.
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c", "exec dotnet test \"$@\" >\"$LOG\" 2>&1 </dev/null", "sh",
                project.Assembly, "--results-directory", results, "--logger", $"trx;LogFileName={project.Name}.trx",
                $"--blame:CollectHangDump;TestTimeout={TestLimit};HangDumpType=none",
            },
            Environment = { ["LOG"] = log, ["DOTNET_TieredPGO"] = "0" }, // No test runs for long enough to be profiled.
        };
        if (filter is not null)
        {
            // What means something in a filter's grammar is taken literally.
            start.ArgumentList.Add("--filter");
            start.ArgumentList.Add("FullyQualifiedName~" + Grammar().Replace(filter, @"\$0"));
        }

        start.ArgumentList.Add("--");
        start.ArgumentList.Add($"RunConfiguration.TestSessionTimeout={project.Limit.TotalMilliseconds:0}");
        using var process = Process.Start(start)!;
        void End(object? sender, EventArgs e) => process.Kill(entireProcessTree: true);
        AppDomain.CurrentDomain.ProcessExit += End;
        using var limit = new CancellationTokenSource(project.Limit + Grace);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= End;
        }
    }

    private static string End(string log) =>
        File.Exists(log) ? string.Join('\n', File.ReadLines(log).Where(line => !line.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(LogLines)) : "";

    [GeneratedRegex(@"[\\()&|=!~]")]
    private static partial Regex Grammar();
}
