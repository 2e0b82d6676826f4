using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Past days of the ECB, from the smallest file that has them. The whole history, 8 MB, is fetched by one caller at a time and kept for
/// <see cref="KeptFor"/>, about 20 MB in memory, so that thirty pairs or a year of months cost one download. Thread-safe.
/// </summary>
public sealed class EcbArchive(EcbProvider provider, TimeProvider time) : IDisposable
{
    /// <summary>How long the whole history is kept. A new fixing comes once a day, and the small file has it.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(15);

    /// <summary>Working days in the small file; a few less than days, to be sure.</summary>
    private static readonly TimeSpan SmallFile = TimeSpan.FromDays(88);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile IReadOnlyList<EcbDay>? _everything;
    private ITimer? _forget;

    /// <summary>Whose days they are.</summary>
    public QuoteSource Source => provider.Source;

    /// <summary>At least every day since then, oldest first.</summary>
    /// <exception cref="ProviderException">There was no usable answer.</exception>
    public async Task<IReadOnlyList<EcbDay>> SinceAsync(DateTimeOffset from, CancellationToken cancel) =>
        from > time.GetUtcNow() - SmallFile
            ? [.. (await provider.FetchHistoryAsync(EcbSpan.Days90, cancel).ConfigureAwait(false)).OrderBy(day => day.Date)]
            : await EverythingAsync(cancel).ConfigureAwait(false);

    public void Dispose()
    {
        _forget?.Dispose();
        _turn.Dispose();
    }

    private async Task<IReadOnlyList<EcbDay>> EverythingAsync(CancellationToken cancel)
    {
        if (_everything is { } kept)
        {
            return kept;
        }

        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_everything is { } fetched)
            {
                return fetched;
            }

            IReadOnlyList<EcbDay> days = [.. (await provider.FetchHistoryAsync(EcbSpan.Everything, cancel).ConfigureAwait(false)).OrderBy(day => day.Date)];
            _everything = days;
            _forget?.Dispose();
            _forget = time.CreateTimer(_ => _everything = null, null, KeptFor, Timeout.InfiniteTimeSpan);
            return days;
        }
        finally
        {
            _turn.Release();
        }
    }
}
