using FxOrleans.TestRunner;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What `./fx test` prints of a project, and when it ends well.</summary>
public sealed class TestRunnerTests
{
    private const string Trx =
        """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testName="A.Passes" outcome="Passed" />
            <UnitTestResult testName="A.Waits(text: &quot;a &amp; b&quot;)" outcome="NotExecuted">
              <Output><ErrorInfo><Message>It needs
        a container engine</Message></ErrorInfo></Output>
            </UnitTestResult>
            <UnitTestResult testName="A.Fails" outcome="Failed">
              <Output>
                <StdOut>[host 7] Now listening</StdOut>
                <ErrorInfo>
                  <Message>Expected: 1
        Actual: 2</Message>
                  <StackTrace>   at Xunit.Assert.Equal()
           at A.Fails() in /a/A.cs:line 7</StackTrace>
                </ErrorInfo>
              </Output>
            </UnitTestResult>
            <UnitTestResult testName="A.NeverEnds" outcome="Aborted" />
          </Results>
          <ResultSummary outcome="Failed"><RunInfos>
            <RunInfo outcome="Error"><Text>[xUnit.net 00:00:05.13]     A.Fails [FAIL]</Text></RunInfo>
            <RunInfo outcome="Warning"><Text>a warning</Text></RunInfo>
            <RunInfo outcome="Error"><Text>The run was aborted.</Text></RunInfo>
          </RunInfos></ResultSummary>
        </TestRun>
        """;

    private static readonly TestProject Project = new("A.Tests", "/a", "/a/A.dll", TimeSpan.FromMinutes(1));

    [Fact]
    public void Failures_and_skips_are_printed_with_their_reasons_and_counted()
    {
        using var written = new StringWriter { NewLine = "\n" };
        var (tests, errors) = Read(Trx);
        var report = new Report(written, filter: null);

        report.Add(new ProjectRun(Project, tests, string.Join('\n', errors), TimeSpan.FromSeconds(3.2)));

        Assert.False(report.Finish());
        Assert.Equal(
            """
            skipped A.Waits(text: "a & b"): It needs a container engine
            FAILED A.Fails
                Expected: 1
                Actual: 2
                at A.Fails() in /a/A.cs:line 7
                [host 7] Now listening
            FAILED A.NeverEnds
            FAILED A.Tests: The run was aborted.
            A.Tests: 1 passed, 3 failed, 1 skipped in 3 s
            1 passed, 3 failed, 1 skipped

            """,
            written.ToString());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void It_ends_well_only_when_nothing_failed(bool troubled, bool well)
    {
        var report = new Report(TextWriter.Null, filter: null);

        report.Add(new ProjectRun(Project, [new TestResult("A.Passes", Outcome.Passed)], troubled ? "it ended with exit code 1" : null, TimeSpan.Zero));

        Assert.Equal(well, report.Finish());
    }

    [Fact]
    public void It_does_not_end_well_without_a_test() => Assert.False(new Report(TextWriter.Null, "nothing").Finish());

    [Fact]
    public async Task A_project_that_was_not_built_is_a_failure() =>
        Assert.Contains("is not there", (await ProjectRun.RunAsync(Project with { Assembly = "/nowhere/A.dll" }, null, Path.GetTempPath())).Trouble, StringComparison.Ordinal);

    private static (IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors) Read(string trx)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, trx);
        try
        {
            return TrxFile.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
