using System.Collections.Concurrent;

namespace FxOrleans.Testing.Fuzz;

/// <summary>What came of many fuzzed requests. Thread-safe.</summary>
public sealed class FuzzTally
{
    private const int MostFaults = 20;

    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>How often each thing came: HTTP statuses, hub errors, socket closings.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => new SortedDictionary<string, int>(_outcomes, StringComparer.Ordinal);

    /// <summary>What must not have come, the first few.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public int Count => _outcomes.Values.Sum();

    public void Add(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    public void Fault(string what)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Enqueue(what);
        }
    }

    /// <summary>An answer over HTTP: below 500, and problem+json from 400 on.</summary>
    public void Judge(string request, RawAnswer answer, bool hasBody)
    {
        Add($"http {answer.Status}");
        if (answer.Status >= 500)
        {
            Fault($"{answer.Status}: {request}");
        }
        else if (answer.Status >= 400 && hasBody && (answer.ContentType != "application/problem+json" || !answer.Body.Contains("\"code\":\"", StringComparison.Ordinal)))
        {
            Fault($"{answer.Status} {answer.ContentType} {answer.Body}: {request}");
        }
        else if (answer.Body.Contains("   at ", StringComparison.Ordinal) || answer.Body.Contains("Exception", StringComparison.Ordinal))
        {
            Fault($"{answer.Body}: {request}");
        }
    }
}
