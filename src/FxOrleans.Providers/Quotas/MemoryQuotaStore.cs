using System.Collections.Concurrent;

namespace FxOrleans.Providers;

/// <summary>Keeps budgets for as long as the process lives. Thread-safe.</summary>
public sealed class MemoryQuotaStore : IQuotaStore
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<SpentCalls>> _spent = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<SpentCalls>> LoadAsync(string provider, CancellationToken cancel) =>
        ValueTask.FromResult(_spent.GetValueOrDefault(provider, []));

    public ValueTask SaveAsync(string provider, IReadOnlyList<SpentCalls> spent, CancellationToken cancel)
    {
        _spent[provider] = spent;
        return ValueTask.CompletedTask;
    }
}
