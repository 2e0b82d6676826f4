using FxOrleans.Pricing;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>A store that can be away: before it has committed, or after, so that only the answer is lost. Or it does not answer.</summary>
internal sealed class LostStore(IJournalStore inner) : IJournalStore
{
    public enum Failure
    {
        None,
        BeforeCommit,
        AfterCommit,
        Silent,
    }

    public Failure Mode { get; set; }

    public Task<IReadOnlyDictionary<CurrencyPair, JournalHead>> HeadsAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) =>
        Mode == Failure.BeforeCommit ? throw Away() : inner.HeadsAsync(pairs, cancel);

    public async Task<IReadOnlySet<CurrencyPair>> AppendAsync(IReadOnlyList<JournalPart> parts, DateTimeOffset at, CancellationToken cancel)
    {
        if (Mode == Failure.BeforeCommit)
        {
            throw Away();
        }

        var refused = await inner.AppendAsync(parts, at, cancel);
        return Mode == Failure.AfterCommit ? throw Away() : refused;
    }

    public Task KeepPolicyAsync(byte[] digest, byte[] json, CancellationToken cancel) => inner.KeepPolicyAsync(digest, json, cancel);

    public async Task<IReadOnlyDictionary<string, byte[]>> PoliciesAsync(CancellationToken cancel)
    {
        if (Mode == Failure.Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }

        return await inner.PoliciesAsync(cancel);
    }

    public Task<IReadOnlyList<StoredBlock>> BlocksAsync(DateTimeOffset at, CancellationToken cancel) => inner.BlocksAsync(at, cancel);

    public Task<StoredBlock?> BlockOfAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel) => inner.BlockOfAsync(pair, epoch, sequence, cancel);

    public IAsyncEnumerable<StoredPart> ReadAsync(long batch, CancellationToken cancel) => inner.ReadAsync(batch, cancel);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancel) => inner.PruneAsync(before, cancel);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static EngineUnavailableException Away() => new("The store is away.");
}
