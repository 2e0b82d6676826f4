namespace FxOrleans.Providers;

/// <summary>What holds of a provider where nothing is configured. Immutable.</summary>
/// <param name="Name">Its name in configuration and answers.</param>
/// <param name="BaseUrl">Its public address.</param>
/// <param name="Interval">From one answer to the next request.</param>
internal sealed record ProviderDefaults(string Name, string BaseUrl, TimeSpan Interval)
{
    /// <summary>The longest that one fetch may take, retries included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>False where the public service wants a key or has no public address: then it is off until configured.</summary>
    public bool OnByDefault { get; init; } = true;

    /// <summary>The calls that its terms allow; null for as many as courtesy allows.</summary>
    public CallQuota? Quota { get; init; }

    /// <summary>The calls that its terms allow with a key, where <see cref="Quota"/> says nothing; null for as many as courtesy allows.</summary>
    public CallQuota? KeyedQuota { get; init; }

    /// <summary>The calls that its public address bears without a key, where <see cref="Quota"/> says nothing; null for as many as courtesy allows.</summary>
    public CallQuota? KeylessQuota { get; init; }

    /// <summary>The words that its terms ask to be shown.</summary>
    public string? Attribution { get; init; }
}
