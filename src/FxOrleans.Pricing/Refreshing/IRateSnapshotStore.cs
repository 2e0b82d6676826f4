namespace FxOrleans.Pricing;

/// <summary>Where a refresher leaves rates for serving nodes. Thread-safe.</summary>
public interface IRateSnapshotStore
{
    /// <summary>What it holds of those pairs, and every other row that it has.</summary>
    /// <exception cref="RateSheetException">It cannot be read.</exception>
    Task<IReadOnlyList<Price>> ReadAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel);

    /// <summary>When a refresh was last written, UTC; null when none was.</summary>
    /// <exception cref="RateSheetException">It cannot be read.</exception>
    Task<DateTimeOffset?> RefreshedAsync(CancellationToken cancel);

    /// <summary>Replaces the sheet and tells readers, all of it or nothing.</summary>
    /// <param name="all">Every row from now on.</param>
    /// <param name="changed">Those of them that are new; a price that is newer than one of these stays.</param>
    /// <param name="at">When the refresh began, UTC.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="RateSheetException">It was not written, or it is not known whether it was.</exception>
    Task WriteAsync(IReadOnlyList<Price> all, IReadOnlyList<Price> changed, DateTimeOffset at, CancellationToken cancel);
}
