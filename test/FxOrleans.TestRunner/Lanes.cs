namespace FxOrleans.TestRunner;

/// <summary>Runs projects side by side: those that start hosts or browsers one after the other, since two of them starve each other, and the rest beside them.</summary>
internal static class Lanes
{
    /// <summary>Runs all of them, at most so many at once.</summary>
    public static Task RunAsync(IReadOnlyList<TestProject> projects, int lanes, Func<TestProject, Task> run) => lanes == 1
        ? LaneAsync(projects, 1, run)
        : Task.WhenAll(LaneAsync(projects.Where(project => project.IsHeavy), 1, run), LaneAsync(projects.Where(project => !project.IsHeavy), lanes - 1, run));

    private static Task LaneAsync(IEnumerable<TestProject> projects, int width, Func<TestProject, Task> run) => Parallel.ForEachAsync(
        projects, new ParallelOptions { MaxDegreeOfParallelism = width }, async (project, _) => await run(project));
}
