using FxOrleans.Client;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>What the memory holds of the tracked pairs, read once when a silo starts, so that a board has an earlier run's prices before anybody quotes. Thread-safe.</summary>
internal sealed class Recollection(
    PriceFeed feed, PairConvention convention, IReadOnlyCollection<CurrencyPair> tracked, TimeProvider time, ILogger<Recollection> logger, IPriceMemory? memory = null)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task? _recalled;

    /// <summary>Done once it has been read, or did not come in time.</summary>
    public Task ReadAsync()
    {
        lock (_lock)
        {
            return _recalled ??= RecallAsync();
        }
    }

    private async Task RecallAsync()
    {
        if (memory is null || tracked.Count == 0)
        {
            return;
        }

        try
        {
            var prices = await memory.RecallAsync(tracked, CancellationToken.None).WaitAsync(Deadline, time).ConfigureAwait(false);
            // A pair that is tracked both ways has one market; its other direction is derived from it.
            feed.Offer([.. prices.Where(price => convention.Canonical(price.Pair) == price.Pair)]);
            logger.LogInformation("{Count} prices of an earlier run were recalled.", prices.Count);
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "The prices of an earlier run could not be recalled; the pairs' first quotes bring them.");
        }
    }
}
