using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Where the journal is kept. Nothing in it is changed; whole batches are dropped by age. One writer a process; readers at any time. A store
/// that does not answer throws <see cref="EngineUnavailableException"/>.
/// </summary>
internal interface IJournalStore : IAsyncDisposable
{
    /// <summary>The ends of the chains of those markets; those without a part are left out.</summary>
    Task<IReadOnlyDictionary<CurrencyPair, JournalHead>> HeadsAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel);

    /// <summary>
    /// Appends parts in one transaction. A market's parts follow one another; they are appended only where the first follows the end of the
    /// market's chain, so that no position is ever written twice.
    /// </summary>
    /// <returns>The markets whose parts were not appended.</returns>
    Task<IReadOnlySet<CurrencyPair>> AppendAsync(IReadOnlyList<JournalPart> parts, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Keeps a policy, once.</summary>
    Task KeepPolicyAsync(byte[] digest, byte[] json, CancellationToken cancel);

    /// <summary>Every policy, by its digest in base64url.</summary>
    Task<IReadOnlyDictionary<string, byte[]>> PoliciesAsync(CancellationToken cancel);

    /// <summary>
    /// For each market the last block that begins at <paramref name="at"/> or before, or the first block where none does; those of which
    /// nothing is kept are left out.
    /// </summary>
    Task<IReadOnlyList<StoredBlock>> BlocksAsync(DateTimeOffset at, CancellationToken cancel);

    /// <summary>The block that a price is in, if it is kept.</summary>
    /// <param name="pair">The market.</param>
    /// <param name="epoch">The price's epoch.</param>
    /// <param name="sequence">The price's number.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<StoredBlock?> BlockOfAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel);

    /// <summary>The parts of all markets from a batch on, in the order in which they were written, those of a market in that of its chain.</summary>
    IAsyncEnumerable<StoredPart> ReadAsync(long batch, CancellationToken cancel);

    /// <summary>Drops what was written before that moment.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancel);
}
