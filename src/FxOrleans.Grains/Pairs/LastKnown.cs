using FxOrleans.Client;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// The last price that anybody decided for a pair: what this silo has read from the streams, or what the memory holds,
/// whichever is newer. So epoch, sequence and value survive the loss of any silo, and of Redis. Thread-safe.
/// </summary>
internal sealed class LastKnown(LatestPrices read, TimeProvider time, ILogger<LastKnown> logger, IPriceMemory? memory = null)
{
    private readonly SharedRecall? _written = memory is null ? null : new SharedRecall(memory, time, logger);

    /// <summary>The newest of what is known and <paramref name="carried"/>; null when nobody knows a price.</summary>
    public async ValueTask<Price?> FindAsync(CurrencyPair pair, Price? carried, CancellationToken cancel)
    {
        var written = _written is null ? null : await _written.FindAsync(pair, cancel).ConfigureAwait(false);
        return Newer(Newer(carried, read.TryGet(pair, out var seen) ? seen : null), written);
    }

    private static Price? Newer(Price? known, Price? other) =>
        known is { } price && (other is not { } newer || !newer.IsNewerThan(price)) ? known : other;
}
