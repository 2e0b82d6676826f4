using FxOrleans.Pricing;

namespace FxOrleans.Local.Tests;

/// <summary>A memory that holds what a test gives it.</summary>
internal sealed class FakeMemory(params Price[] prices) : IPriceMemory
{
    public event Action<CurrencyPair, long>? Outdated;

    /// <summary>Awaited before anything is recalled.</summary>
    public Task Held { get; init; } = Task.CompletedTask;

    public bool IsListenedTo => Outdated is not null;

    public async Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel)
    {
        await Held;
        return [.. prices.Where(price => pairs.Contains(price.Pair))];
    }

    /// <summary>Says that a write was refused.</summary>
    public void Refuse(string pair, long epoch) => Outdated?.Invoke(CurrencyPair.Parse(pair), epoch);
}
