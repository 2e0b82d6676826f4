using Xunit.Abstractions;
using Xunit.Sdk;

namespace FxOrleans.Testing.Hosting;

/// <summary>
/// Lets the collections with a <see cref="SlowAttribute"/> through first. xUnit's own orderer does not do: it decides in which order
/// collections are handed to the thread pool, and that takes some from either end. Thread-safe.
/// </summary>
internal sealed class SlowFirst
{
    private readonly Dictionary<Guid, TaskCompletionSource> _slow;

    /// <param name="cases">All that will run.</param>
    public SlowFirst(IEnumerable<IXunitTestCase> cases) => _slow = cases
        .Where(test => test.TestMethod.TestClass.TestCollection.CollectionDefinition is null && IsSlow(test.TestMethod.TestClass.Class))
        .Select(test => test.TestMethod.TestClass.TestCollection.UniqueID)
        .Distinct()
        .ToDictionary(id => id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Completes when the collection may start: at once for a slow one, else when the slow ones have.</summary>
    public Task TurnAsync(ITestCollection collection)
    {
        if (!_slow.TryGetValue(collection.UniqueID, out var slow))
        {
            return Task.WhenAll(_slow.Values.Select(other => other.Task));
        }

        slow.SetResult();
        return Task.CompletedTask;
    }

    private static bool IsSlow(ITypeInfo type) => type.GetCustomAttributes(typeof(SlowAttribute).AssemblyQualifiedName).Any();
}
