using System.ComponentModel.DataAnnotations;

namespace FxOrleans.PricePlatform;

/// <summary>What bounds and paces the price platform. Section <c>Prices</c>.</summary>
public sealed class PricesOptions
{
    /// <summary>A socket's subscriptions are told at the latest so often, changed or not. 100 ms to 1 hour; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan UpdateInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause between two messages on the channel for other nodes. 10 ms to 10 s; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan PublishInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for a price of a day ago that is not known yet, before it is answered without the change. 0 to 1 minute; default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ChangePatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Searches for coins in a minute that a node without providers asks others for, and that one with providers makes for others.
    /// 1 to 6,000; default 60.
    /// </summary>
    [Range(1, 6_000)]
    public int SharedSearches { get; set; } = 60;

    /// <summary>Bounds of the caches.</summary>
    public AnswerCacheOptions Cache { get; set; } = new();
}
