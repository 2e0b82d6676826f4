namespace FxOrleans.Pricing;

/// <summary>A question about a pair's past. Immutable.</summary>
/// <param name="Pair">Of what.</param>
/// <param name="From">The first moment that is wanted, UTC.</param>
/// <param name="To">The last, UTC; after <paramref name="From"/>.</param>
/// <param name="Step">How far apart points are wanted, or how long bars are. An upstream may have finer or coarser points; bars are exactly so long.</param>
public sealed record HistoryRequest(CurrencyPair Pair, DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    /// <summary>How much is asked for.</summary>
    public TimeSpan Span => To - From;
}
