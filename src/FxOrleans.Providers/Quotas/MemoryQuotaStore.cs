using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Keeps budgets for as long as the process lives. Thread-safe.</summary>
public sealed class MemoryQuotaStore : IQuotaStore
{
    private readonly ConcurrentDictionary<string, SpentWindow> _spent = new(StringComparer.Ordinal);

    public ValueTask<QuotaReceipt> SpendAsync(string budget, int calls, TimeSpan window, DateTimeOffset now, CancellationToken cancel)
    {
        var spent = _spent.GetOrAdd(budget, _ => new SpentWindow());
        lock (spent)
        {
            return ValueTask.FromResult(spent.Spend(calls, window, now));
        }
    }
}
