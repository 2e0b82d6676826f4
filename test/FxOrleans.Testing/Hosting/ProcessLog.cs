namespace FxOrleans.Testing.Hosting;

/// <summary>
/// What the processes of one collection of tests say, in one sequence, so that a failure can show it. <see cref="ProcessLogFramework"/>
/// opens one for each collection. Thread-safe.
/// </summary>
public sealed class ProcessLog
{
    private const int MostLines = 2_000;
    private static readonly AsyncLocal<ProcessLog?> Current = new();

    private readonly Queue<string> _lines = new();
    private long _first;
    private long _mark;

    /// <summary>Opens the log of what is started in this flow of control from now on.</summary>
    internal static ProcessLog Open() => Current.Value = new ProcessLog();

    /// <summary>Returns where a process that is started here puts its lines; each gets the process's name before it.</summary>
    public static Action<string> For(string process)
    {
        var log = Current.Value;
        return line => log?.Add($"[{process}] {line}");
    }

    /// <summary>A test begins: what was said before is not shown with its failure.</summary>
    internal void Mark()
    {
        lock (_lines)
        {
            _mark = _first + _lines.Count;
        }
    }

    /// <summary>What was said since the test began.</summary>
    internal string SinceMark()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines.Skip((int)Math.Max(0, _mark - _first)));
        }
    }

    private void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
                _first++;
            }
        }
    }
}
