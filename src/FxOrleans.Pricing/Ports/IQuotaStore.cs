namespace FxOrleans.Pricing;

/// <summary>
/// Keeps what budgets have spent, so that neither a restart nor another host spends it twice. Thread-safe. A failure of the store is
/// its own to count and to survive: it never throws for that, never holds a call up for long, and goes by what it knows.
/// </summary>
public interface IQuotaStore
{
    /// <summary>Spends one call, in one step with finding out whether there is one left.</summary>
    /// <param name="budget">Whose: at most 256 characters, without a secret.</param>
    /// <param name="calls">The most calls in any window; above 0.</param>
    /// <param name="window">The window's length, at least a second.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<QuotaReceipt> SpendAsync(string budget, int calls, TimeSpan window, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Tells all who share the store that the provider asked to be left alone. A store that hosts do not share keeps nothing of it.</summary>
    /// <param name="budget">Whose.</param>
    /// <param name="rest">For how long from now on; above 0.</param>
    /// <param name="now">UTC.</param>
    ValueTask RestAsync(string budget, TimeSpan rest, DateTimeOffset now) => ValueTask.CompletedTask;

    /// <summary>Returns for how long from now on the provider asked one of those who share the store to be left alone; zero when it did not.</summary>
    /// <param name="budget">Whose.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancel">Ends the wait.</param>
    ValueTask<TimeSpan> RestOfAsync(string budget, DateTimeOffset now, CancellationToken cancel) => ValueTask.FromResult(TimeSpan.Zero);
}
