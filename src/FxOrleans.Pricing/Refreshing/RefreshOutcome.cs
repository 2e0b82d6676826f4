namespace FxOrleans.Pricing;

/// <summary>How a refresh went. Immutable.</summary>
/// <param name="Failure">Why nothing was written; null when it was.</param>
/// <param name="Refreshed">Pairs that have a new price.</param>
/// <param name="Kept">Pairs that keep the price that they had.</param>
/// <param name="Providers">How each provider did; none when they were not asked.</param>
public sealed record RefreshOutcome(string? Failure, int Refreshed, int Kept, IReadOnlyList<ProviderStatus> Providers)
{
    /// <summary>The providers that gave no usable answer, each with the reason.</summary>
    public IEnumerable<string> Troubles => Providers.Where(row => row.LastFailure is not null).Select(row => $"{row.Name}: {row.LastFailure!.Message}");

    /// <summary>True when rates were fetched, written and announced.</summary>
    public bool Done => Failure is null;
}
