using FxOrleans.Pricing;

namespace FxOrleans.Serving.Prices;

/// <summary>
/// The coins of the one catalogue that the host has, and the largest of them as they were within the last half hour, so that lists of
/// different lengths cost one call. Thread-safe.
/// </summary>
public sealed class CoinDirectory(TimeProvider time, ICoinCatalog? catalog = null) : IDisposable
{
    /// <summary>Coins are fetched in so many.</summary>
    private const int Page = 250;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<CoinMarket> _top = [];
    private int _asked;
    private long _at;

    /// <exception cref="ProviderException">This host has none.</exception>
    public ICoinCatalog Catalog => catalog ?? throw new ProviderException(ProviderFailureKind.Unreachable, "This node has no provider of coins.");

    /// <summary>The largest coins, largest first: so many, or all there are.</summary>
    /// <exception cref="ProviderException">The catalogue gave no usable answer.</exception>
    public async Task<IReadOnlyList<CoinMarket>> TopAsync(int count, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_asked < count || time.GetElapsedTime(_at) >= Life)
            {
                var asked = (count + Page - 1) / Page * Page;
                _top = await Catalog.TopAsync(asked, cancel).ConfigureAwait(false);
                (_asked, _at) = (asked, time.GetTimestamp());
            }

            return [.. _top.Take(count)];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
