namespace FxOrleans.TestRunner;

/// <summary>Writes what each project came to, and the closing line. Thread-safe.</summary>
internal sealed class Report(TextWriter writer, string? filter)
{
    private const int OutputLines = 120;

    private readonly Lock _lock = new();
    private int _passed;
    private int _failed;
    private int _skipped;

    /// <summary>Writes each failure, each skip with its reason, and one line with counts and seconds.</summary>
    public void Add(ProjectRun run)
    {
        int Count(Outcome outcome) => run.Tests.Count(test => test.Outcome == outcome);
        var (passed, failed, skipped) = (Count(Outcome.Passed), Count(Outcome.Failed) + (run.Trouble is null ? 0 : 1), Count(Outcome.Skipped));
        lock (_lock)
        {
            foreach (var test in run.Tests)
            {
                Write(test);
            }

            if (run.Trouble is { } trouble)
            {
                writer.WriteLine($"FAILED {run.Project.Name}: {Indented(trouble).TrimStart()}");
            }

            (_passed, _failed, _skipped) = (_passed + passed, _failed + failed, _skipped + skipped);
            if (filter is null || passed + failed + skipped > 0)
            {
                writer.WriteLine($"{run.Project.Name}: {passed} passed, {failed} failed, {skipped} skipped in {run.Took.TotalSeconds:0} s");
                writer.Flush();
            }
        }
    }

    /// <summary>Writes the closing line; returns true when nothing failed.</summary>
    public bool Finish()
    {
        if (_passed + _failed + _skipped == 0)
        {
            writer.WriteLine(filter is null ? "fx: there is no project of tests." : $"fx: no test has '{filter}' in its full name.");
            _failed = 1;
        }

        writer.WriteLine($"{_passed} passed, {_failed} failed, {_skipped} skipped");
        writer.Flush();
        return _failed == 0;
    }

    private void Write(TestResult test)
    {
        if (test.Outcome == Outcome.Skipped)
        {
            writer.WriteLine($"skipped {test.Name}: {test.Message.ReplaceLineEndings(" ")}");
        }
        else if (test.Outcome == Outcome.Failed)
        {
            writer.WriteLine($"FAILED {test.Name}");
            foreach (var part in new[] { test.Message, test.Stack, Last(test.Output) }.Where(part => part.Length > 0))
            {
                writer.WriteLine(Indented(part));
            }
        }
    }

    private static string Last(string output)
    {
        var lines = output.Split('\n');
        return lines.Length <= OutputLines ? output : $"… {lines.Length - OutputLines} lines before, in the TRX file\n{string.Join('\n', lines[^OutputLines..])}";
    }

    private static string Indented(string text) => "    " + text.ReplaceLineEndings("\n    ");
}
