namespace FxOrleans.Pricing;

/// <summary>An upstream that knows which coins there are. Thread-safe.</summary>
/// <remarks>Each call may fail with a <see cref="ProviderException"/>, whose kind says why there was no usable answer.</remarks>
public interface ICoinCatalog
{
    /// <summary>The provider's name in configuration and answers.</summary>
    string Name { get; }

    /// <summary>True when its values are made up.</summary>
    bool Simulated { get; }

    /// <summary>The largest coins by market cap, largest first: so many, or all there are.</summary>
    Task<IReadOnlyList<CoinMarket>> TopAsync(int count, CancellationToken cancel);

    /// <summary>The coins whose name or symbol fits, best first, with their markets where they have one.</summary>
    Task<IReadOnlyList<CoinMarket>> SearchAsync(string text, CancellationToken cancel);

    /// <summary>Every coin, without markets, in the catalogue's order.</summary>
    Task<IReadOnlyList<CoinName>> ListAsync(CancellationToken cancel);
}
