namespace FxOrleans.PricePlatform;

/// <summary>What is known under one key, and whether somebody is asking. Guarded by its own lock; owned by <see cref="ResponseCache"/>.</summary>
internal sealed class CacheEntry
{
    public Lock Gate { get; } = new();

    /// <summary>The newest answer; null when there has been none, or there is nothing.</summary>
    public CachedAnswer? Answer { get; set; }

    /// <summary>Until when <see cref="Answer"/>, or that there is nothing, is good, by the monotonic clock; before the first answer, never.</summary>
    public TimeSpan GoodUntil { get; set; } = TimeSpan.MinValue;

    /// <summary>From when on it is worth making anew while it is still good.</summary>
    public TimeSpan RefreshFrom { get; set; } = TimeSpan.MinValue;

    /// <summary>Until when nobody is asked, because the last try failed.</summary>
    public TimeSpan RestUntil { get; set; } = TimeSpan.MinValue;

    /// <summary>The one who asks now; null when nobody does.</summary>
    public Task? Running { get; set; }

    /// <summary>When it was last wanted.</summary>
    public TimeSpan UsedAt { get; set; }

    /// <summary>Bytes that it holds, about.</summary>
    public int Size => 512 + (2 * (Answer?.Body.Length ?? 0)); // The marked copy may be there too.
}
