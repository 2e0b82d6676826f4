using FxOrleans.Client;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// The last price that anybody decided for a pair: what this silo has read from the streams, or what the memory holds,
/// whichever is newer. So epoch, sequence and value survive the loss of any silo, and of Redis.
/// </summary>
internal sealed class LastKnown(LatestPrices read, TimeProvider time, ILogger<LastKnown> logger, IPriceMemory? memory = null)
{
    /// <summary>A pair comes back without its written price rather than late.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);

    /// <summary>The newest of what is known and <paramref name="carried"/>; null when nobody knows a price.</summary>
    public async ValueTask<Price?> FindAsync(CurrencyPair pair, Price? carried, CancellationToken cancel)
    {
        var newest = carried;
        if (read.TryGet(pair, out var seen))
        {
            newest = Newer(newest, seen);
        }

        foreach (var written in await RecallAsync(pair, cancel).ConfigureAwait(false))
        {
            if (written.Pair == pair)
            {
                newest = Newer(newest, written);
            }
        }

        return newest;
    }

    private static Price Newer(Price? known, in Price other) => known is { } price && !other.IsNewerThan(price) ? price : other;

    private async ValueTask<IReadOnlyList<Price>> RecallAsync(CurrencyPair pair, CancellationToken cancel)
    {
        if (memory is null)
        {
            return [];
        }

        try
        {
            return await memory.RecallAsync([pair], cancel).WaitAsync(Deadline, time, cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            logger.LogWarning(failure, "The written price of {Pair} could not be recalled in time; it resumes from what the streams said.", pair);
            return [];
        }
    }
}
