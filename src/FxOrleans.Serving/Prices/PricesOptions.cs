namespace FxOrleans.Serving.Prices;

/// <summary>What bounds and paces the price platform. Section <c>Prices</c>.</summary>
public sealed class PricesOptions
{
    /// <summary>A socket's subscriptions are told at the latest so often, changed or not. 100 ms to 1 hour; default 30 s.</summary>
    public TimeSpan UpdateInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause between two messages on the channel for other nodes. 10 ms to 10 s; default 1 s.</summary>
    public TimeSpan PublishInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for a price of a day ago that is not known yet, before it is answered without the change. 0 to 1 minute; default 2 s.</summary>
    public TimeSpan ChangePatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Searches for coins in a minute that a node without providers asks others for, and that one with providers makes for others.
    /// 1 to 6,000; default 60.
    /// </summary>
    public int SharedSearches { get; set; } = 60;

    /// <summary>Bounds of the caches.</summary>
    public AnswerCacheOptions Cache { get; set; } = new();

    /// <summary>What is wrong with it, each line naming the key.</summary>
    public IEnumerable<string> Faults()
    {
        if (UpdateInterval < TimeSpan.FromMilliseconds(100) || UpdateInterval > TimeSpan.FromHours(1))
        {
            yield return $"Prices:UpdateInterval is {UpdateInterval}; it must be from 00:00:00.1 to 01:00:00.";
        }

        if (PublishInterval < TimeSpan.FromMilliseconds(10) || PublishInterval > TimeSpan.FromSeconds(10))
        {
            yield return $"Prices:PublishInterval is {PublishInterval}; it must be from 00:00:00.01 to 00:00:10.";
        }

        if (ChangePatience < TimeSpan.Zero || ChangePatience > TimeSpan.FromMinutes(1))
        {
            yield return $"Prices:ChangePatience is {ChangePatience}; it must be from 00:00:00 to 00:01:00.";
        }

        if (SharedSearches is < 1 or > 6_000)
        {
            yield return $"Prices:SharedSearches is {SharedSearches}; it must be from 1 to 6000.";
        }

        foreach (var fault in Cache.Faults())
        {
            yield return fault;
        }
    }
}
