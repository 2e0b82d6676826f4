using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// The coins of the one catalogue that the host has, and the largest of them as they were within the last half hour, so that lists of
/// different lengths cost one call. Thread-safe.
/// </summary>
public sealed class CoinDirectory(TimeProvider time, ICoinCatalog? catalog = null) : IDisposable
{
    /// <summary>Coins are fetched in so many.</summary>
    private const int Page = 250;

    /// <summary>How long a catalogue that failed is not asked again for the sake of one coin.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Found coins that are remembered.</summary>
    private const int MostFound = 2_000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly FoundCoins _found = new(MostFound);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IReadOnlyList<CoinMarket> _top = [];
    private int _asked;
    private long _at;
    private (long At, ProviderException Why)? _failed;

    /// <summary>Whether this host has one.</summary>
    public bool HasCatalog => catalog is not null;

    /// <exception cref="ProviderException">This host has none.</exception>
    public ICoinCatalog Catalog => catalog ?? throw new ProviderException(ProviderFailureKind.Unreachable, "This node has no provider of coins.");

    /// <summary>The largest coins, largest first: so many, or all there are.</summary>
    /// <exception cref="ProviderException">The catalogue gave no usable answer.</exception>
    public async Task<IReadOnlyList<CoinMarket>> TopAsync(int count, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await LookAsync(count, cancel).ConfigureAwait(false);
            return [.. _top.Take(count)];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The coins whose name or symbol fits, best first; they are known by their ids from then on.</summary>
    /// <exception cref="ProviderException">The catalogue gave no usable answer.</exception>
    public async Task<IReadOnlyList<CoinMarket>> SearchAsync(string text, CancellationToken cancel)
    {
        var found = await Catalog.SearchAsync(text, cancel).ConfigureAwait(false);
        _found.Add(found);
        return found;
    }

    /// <summary>The coin that each symbol means, in the order of the symbols.</summary>
    /// <exception cref="ProviderException">The catalogue gave no usable answer.</exception>
    public async Task<IReadOnlyList<CoinMarket>> MappingAsync(CancellationToken cancel)
    {
        var top = await TopAsync(CryptoEndpoints.MaxTop, cancel).ConfigureAwait(false);
        return CoinMapping.Resolve(await Catalog.ListAsync(cancel).ConfigureAwait(false), top);
    }

    /// <summary>
    /// The coin of that id among the largest and those found last; null for any other. Nobody is asked for its sake, other than for
    /// the largest where they are not known or known for long.
    /// </summary>
    /// <exception cref="ProviderException">The largest are not known, and the catalogue gave no usable answer.</exception>
    public async Task<CoinMarket?> FindAsync(string id, CancellationToken cancel)
    {
        if (Known(id) is { } coin)
        {
            return coin;
        }

        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_failed is { } failed && time.GetElapsedTime(failed.At) < Pause)
            {
                return _asked > 0 ? Known(id) : throw failed.Why;
            }

            await LookAsync(Math.Max(_asked, Page), cancel).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (_failed?.Why != failure)
        {
            _failed = (time.GetTimestamp(), failure);
            if (_asked == 0)
            {
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }

        return Known(id);
    }

    public void Dispose() => _turn.Dispose();

    private CoinMarket? Known(string id) => _top.FirstOrDefault(coin => coin.Coin.Id == id) ?? _found.Find(id);

    private async Task LookAsync(int count, CancellationToken cancel)
    {
        if (_asked < count || time.GetElapsedTime(_at) >= Life)
        {
            var asked = (count + Page - 1) / Page * Page;
            _top = await Catalog.TopAsync(asked, cancel).ConfigureAwait(false);
            (_asked, _at, _failed) = (asked, time.GetTimestamp(), null);
        }
    }
}
