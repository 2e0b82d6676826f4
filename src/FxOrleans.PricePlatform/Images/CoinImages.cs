using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Pictures of coins, fetched once a day each, however many ask. They have a cache of their own, so that they push no price out of
/// the other. Thread-safe.
/// </summary>
public sealed class CoinImages(
    CoinDirectory coins, AnswerCacheOptions options, CacheMetrics metrics, TimeProvider time, ILogger<ResponseCache> log, ICoinImages? source = null) : IDisposable
{
    /// <summary>The largest picture, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Pictures kept at most.</summary>
    public const int MaxEntries = 1_000;

    /// <summary>Megabytes of them kept at most.</summary>
    public const int MaxMegabytes = 32;

    private readonly ResponseCache _cache = new(
        new AnswerCacheOptions
        {
            MaxEntries = MaxEntries,
            MaxMegabytes = MaxMegabytes,
            NegativeLife = options.NegativeLife,
            StaleFor = options.StaleFor,
            Patience = options.Patience,
        },
        metrics,
        time,
        log);

    /// <summary>Whether this host has a catalogue of coins, without which no picture is known.</summary>
    public bool HasCatalog => coins.HasCatalog;

    /// <summary>Pictures kept, and notes that there is none.</summary>
    public int Count => _cache.Count;

    /// <summary>The picture of a coin that the catalogue has told of; null when it has told of none by that name, and then nothing is remembered.</summary>
    /// <exception cref="ProviderException">The catalogue has told nothing so far, and does not now.</exception>
    internal async Task<CacheOutcome?> GetAsync(string id, CancellationToken cancel)
    {
        if (await coins.FindAsync(id, cancel).ConfigureAwait(false) is not { } coin)
        {
            return null;
        }

        return await _cache.GetAsync(CacheKey.CryptoImage(coin.Coin.Id), stop => MakeAsync(coin.Image, stop), cancel).ConfigureAwait(false);
    }

    public void Dispose() => _cache.Dispose();

    private async Task<MadeAnswer> MakeAsync(string? address, CancellationToken stop)
    {
        if (source is null || address is null)
        {
            return MadeAnswer.Nothing;
        }

        var bytes = await source.ImageAsync(address, MaxBytes, stop).ConfigureAwait(false);
        return bytes is { } image && image.Length <= MaxBytes && RasterImage.TypeOf(image.Span) is not null ? new MadeAnswer(image.ToArray()) : MadeAnswer.Nothing;
    }
}
