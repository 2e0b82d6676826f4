namespace FxOrleans.Pricing.Tests.Refreshing;

/// <summary>A sheet in memory.</summary>
internal sealed class FakeSheet : IRateSnapshotStore
{
    private DateTimeOffset? _refreshed;

    public IReadOnlyList<Price> Rows { get; set; } = [];

    public IReadOnlyList<Price> Changed { get; private set; } = [];

    public int Writes { get; private set; }

    /// <summary>What every call fails with; null while it works.</summary>
    public RateSheetException? Failure { get; set; }

    public Task<IReadOnlyList<Price>> ReadAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) =>
        Failure is null ? Task.FromResult(Rows) : Task.FromException<IReadOnlyList<Price>>(Failure);

    public Task<DateTimeOffset?> RefreshedAsync(CancellationToken cancel) =>
        Failure is null ? Task.FromResult(_refreshed) : Task.FromException<DateTimeOffset?>(Failure);

    public Task WriteAsync(IReadOnlyList<Price> all, IReadOnlyList<Price> changed, DateTimeOffset at, CancellationToken cancel)
    {
        (Rows, Changed, _refreshed) = (all, changed, at);
        Writes++;
        return Task.CompletedTask;
    }
}
