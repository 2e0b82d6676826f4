using System.Xml.Linq;

namespace FxOrleans.TestRunner;

/// <summary>The results of a project as the test platform writes them.</summary>
internal static class TrxFile
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads every result, and the errors of the run that belong to no test.</summary>
    public static (IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors) Read(string path)
    {
        var root = XDocument.Load(path).Root!;
        return (
            [.. root.Descendants(Trx + "UnitTestResult").Select(Result)],
            [.. root.Descendants(Trx + "RunInfo").Where(IsTrouble).Select(info => info.Value.Trim())]);
    }

    // xUnit tells of each failed test in this way too.
    private static bool IsTrouble(XElement info) =>
        (string?)info.Attribute("outcome") is "Error" or "Failed" or "Aborted" && !info.Value.TrimEnd().EndsWith("[FAIL]", StringComparison.Ordinal);

    private static TestResult Result(XElement result)
    {
        var output = result.Element(Trx + "Output");
        var error = output?.Element(Trx + "ErrorInfo");
        return new TestResult(
            (string)result.Attribute("testName")!,
            (string?)result.Attribute("outcome") switch { "Passed" => Outcome.Passed, "NotExecuted" => Outcome.Skipped, _ => Outcome.Failed },
            ((string?)error?.Element(Trx + "Message") ?? "").Trim(),
            Ours((string?)error?.Element(Trx + "StackTrace") ?? ""),
            ((string?)output?.Element(Trx + "StdOut") ?? "").Trim());
    }

    /// <summary>Only frames with a file are ours.</summary>
    private static string Ours(string stack) =>
        string.Join('\n', stack.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(" in ", StringComparison.Ordinal) && line.Contains(":line ", StringComparison.Ordinal)));
}
