namespace FxOrleans.TestRunner;

/// <summary>How a test ended.</summary>
internal enum Outcome
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>One test's result.</summary>
/// <param name="Name">With its arguments.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why it failed or was skipped; empty where it passed.</param>
/// <param name="Stack">The frames of our own code.</param>
/// <param name="Output">What the test and its processes said.</param>
internal sealed record TestResult(string Name, Outcome Outcome, string Message = "", string Stack = "", string Output = "");
