namespace FxOrleans.Providers;

/// <summary>
/// Keeps what providers' budgets have spent, so that a restart does not spend it twice. One budget asks at a time for a
/// provider; different providers at once. A failure of the store is its own to count and to survive: it never throws.
/// </summary>
public interface IQuotaStore
{
    /// <summary>What was last saved for that provider, in any order; nothing where nothing was.</summary>
    ValueTask<IReadOnlyList<SpentCalls>> LoadAsync(string provider, CancellationToken cancel);

    /// <summary>Replaces what is kept for that provider: about 60 rows at most.</summary>
    ValueTask SaveAsync(string provider, IReadOnlyList<SpentCalls> spent, CancellationToken cancel);
}
