namespace FxOrleans.Pricing;

/// <summary>What remembers prices beyond the life of whoever decided them. Thread-safe.</summary>
public interface IPriceMemory
{
    /// <summary>The last price written for each of those pairs that has one; fewer or none when the memory is away. Does not throw for that.</summary>
    Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel);

    /// <summary>Raised with a pair and the epoch found written, when a write was refused because that epoch is higher.</summary>
    event Action<CurrencyPair, long>? Outdated;
}
