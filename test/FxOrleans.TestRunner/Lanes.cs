namespace FxOrleans.TestRunner;

/// <summary>
/// Runs projects side by side. The first lane has those that start hosts or browsers, the longest first, since two of them at once slow each
/// other down; the other lanes have the rest. A lane that has nothing left takes the shortest of what the others have not begun. Thread-safe.
/// </summary>
internal sealed class Lanes
{
    private readonly Lock _lock = new();
    private readonly List<TestProject> _heavy;
    private readonly List<TestProject> _light;

    private Lanes(IReadOnlyList<TestProject> projects)
    {
        _heavy = [.. projects.Where(project => project.IsHeavy)];
        _light = [.. projects.Where(project => !project.IsHeavy)];
    }

    /// <summary>Runs all of them, at most so many at once.</summary>
    public static Task RunAsync(IReadOnlyList<TestProject> projects, int lanes, Func<TestProject, Task> run)
    {
        var all = new Lanes(projects);
        return Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(async () =>
        {
            while (all.Next(isFirst: lane == 0) is { } project)
            {
                await run(project);
            }
        })));
    }

    private TestProject? Next(bool isFirst)
    {
        lock (_lock)
        {
            var (own, others) = isFirst ? (_heavy, _light) : (_light, _heavy);
            var from = own.Count > 0 ? own : others;
            if (from.Count == 0)
            {
                return null;
            }

            var next = from == _heavy && !isFirst ? from[^1] : from[0];
            from.Remove(next);
            return next;
        }
    }
}
