namespace FxOrleans.TestRunner;

/// <summary>Runs projects side by side.</summary>
internal static class Lanes
{
    /// <summary>Each lane takes the next project when it is through with its last.</summary>
    public static Task RunAsync(IEnumerable<TestProject> projects, int lanes, Func<TestProject, Task> run) => Parallel.ForEachAsync(
        projects, new ParallelOptions { MaxDegreeOfParallelism = lanes }, async (project, _) => await run(project));
}
