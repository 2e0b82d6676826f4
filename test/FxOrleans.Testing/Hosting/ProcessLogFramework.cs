using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FxOrleans.Testing.Hosting;

/// <summary>
/// xUnit as it is, but for two things: a failed test's output has what the processes of its collection said meanwhile, and classes that are
/// <see cref="SlowAttribute"/> start first.
/// </summary>
public sealed class ProcessLogFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName name, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(name, sources, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            CleanEnvironment.IsSuite = true;
            using var runner = new AssemblyRunner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class AssemblyRunner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, execution, options)
    {
        private readonly SlowFirst _order = new(cases);

        // The collection's own flow: fixtures and tests start their processes in it.
        protected override async Task<RunSummary> RunTestCollectionAsync(
            IMessageBus messageBus, ITestCollection testCollection, IEnumerable<IXunitTestCase> testCases, CancellationTokenSource cancellationTokenSource)
        {
            await _order.TurnAsync(testCollection);
            return await base.RunTestCollectionAsync(new Bus(messageBus, ProcessLog.Open()), testCollection, testCases, cancellationTokenSource);
        }
    }

    private sealed class Bus(IMessageBus inner, ProcessLog log) : IMessageBus
    {
        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is ITestStarting)
            {
                log.Mark();
            }

            return inner.QueueMessage(message is ITestFailed failed ? WithLog(failed) : message);
        }

        public void Dispose()
        {
            // The inner one is its owner's.
        }

        private TestFailed WithLog(ITestFailed failed) => new(
            failed.Test,
            failed.ExecutionTime,
            string.Join('\n', new[] { failed.Output, log.SinceMark() }.Where(text => !string.IsNullOrEmpty(text))),
            failed.ExceptionTypes,
            failed.Messages,
            failed.StackTraces,
            failed.ExceptionParentIndices);
    }
}
