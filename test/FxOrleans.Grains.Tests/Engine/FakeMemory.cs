using FxOrleans.Pricing;

namespace FxOrleans.Grains.Tests;

/// <summary>A memory that holds what a test gives it.</summary>
internal sealed class FakeMemory(params Price[] prices) : IPriceMemory
{
    public event Action<CurrencyPair, long>? Outdated;

    public bool IsListenedTo => Outdated is not null;

    public Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Price>>([.. prices.Where(price => pairs.Contains(price.Pair))]);
}
