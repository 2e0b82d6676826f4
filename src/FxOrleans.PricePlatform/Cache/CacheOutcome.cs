namespace FxOrleans.PricePlatform;

/// <summary>What a look into the cache brought: an answer, nothing, or neither, for which it says when to ask again. Immutable.</summary>
public sealed record CacheOutcome
{
    /// <summary>Null when there is none.</summary>
    public CachedAnswer? Answer { get; private init; }

    /// <summary>True when the answer is no longer good, and nothing better can be had now.</summary>
    public bool IsStale { get; private init; }

    /// <summary>How long to wait before asking again; null unless the upstream failed and there is no answer.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>There is nothing, and nobody failed.</summary>
    public static CacheOutcome Nothing { get; } = new();

    public static CacheOutcome Good(CachedAnswer answer) => new() { Answer = answer };

    public static CacheOutcome Stale(CachedAnswer answer) => new() { Answer = answer, IsStale = true };

    public static CacheOutcome Failed(TimeSpan retryAfter) => new() { RetryAfter = retryAfter };
}
