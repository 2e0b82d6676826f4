using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// Finds the last price that was decided for a pair: the one in this process's book or the one that the memory holds, whichever is
/// newer. So epoch, sequence and value survive the loss of any silo, and of Redis. Thread-safe.
/// </summary>
internal sealed class ResumePoint(
    PriceBook book, PairConvention convention, IReadOnlyCollection<CurrencyPair> tracked, TimeProvider time, ILogger<ResumePoint> logger, IPriceMemory? memory = null)
{
    /// <summary>The deadline for all tracked pairs when a silo starts.</summary>
    private static readonly TimeSpan FirstDeadline = TimeSpan.FromSeconds(1);

    /// <summary>The deadline for one pair. It is short: it is better to resume without the stored price than late.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private Task? _read;
    private int _failing;

    /// <summary>Reads the stored prices of the tracked pairs into the book, once. Completes when they are there or when the deadline is over.</summary>
    public Task ReadAsync()
    {
        lock (_lock)
        {
            return _read ??= ReadOnceAsync();
        }
    }

    /// <summary>The newest of the pair's known prices and <paramref name="carried"/>; null when there is none.</summary>
    public async ValueTask<Price?> FindAsync(CurrencyPair pair, Price? carried, CancellationToken cancel)
    {
        var written = (await RecallAsync([pair], Deadline, cancel).ConfigureAwait(false))?.FirstOrDefault(price => price.Pair == pair);
        return Newer(Newer(carried, book.TryGet(pair, out var known) ? known : null), written is { Pair.Base: not null } ? written : null);
    }

    private async Task ReadOnceAsync()
    {
        if (tracked.Count > 0 && await RecallAsync(tracked, FirstDeadline, CancellationToken.None).ConfigureAwait(false) is { } prices)
        {
            // A pair that is tracked both ways has one market; its other direction is derived from it.
            book.Advance([.. prices.Where(price => convention.Canonical(price.Pair) == price.Pair)]);
            logger.LogInformation("{Count} prices of an earlier run were recalled.", prices.Count);
        }
    }

    /// <summary>Returns null when the memory did not answer. That is logged once when it begins, not for each pair.</summary>
    private async Task<IReadOnlyList<Price>?> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, TimeSpan deadline, CancellationToken cancel)
    {
        if (memory is null)
        {
            return null;
        }

        try
        {
            var prices = await memory.RecallAsync(pairs, cancel).WaitAsync(deadline, time, cancel).ConfigureAwait(false);
            Volatile.Write(ref _failing, 0);
            return prices;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            logger.Log(
                Interlocked.Exchange(ref _failing, 1) == 0 ? LogLevel.Warning : LogLevel.Debug,
                "Written prices could not be recalled ({Failure}); pairs resume from what the silos know.",
                failure.Message);
            return null;
        }
    }

    private static Price? Newer(Price? known, Price? other) =>
        known is { } price && (other is not { } newer || !newer.IsNewerThan(price)) ? known : other;
}
