using FxOrleans.Pricing;

namespace FxOrleans.Load.Servers;

/// <summary>A year of daily points for whatever pair is asked for: what the caches are filled from.</summary>
internal sealed class MadeHistory(TimeProvider time) : IPriceHistorySource
{
    public string Name => "Made";

    public bool Simulated => true;

    public bool Covers(HistoryRequest request) => true;

    public Task<IReadOnlyList<PastPrice>> HistoryAsync(HistoryRequest request, CancellationToken cancel)
    {
        var today = time.GetUtcNow();
        return Task.FromResult<IReadOnlyList<PastPrice>>([.. Enumerable.Range(0, 365).Select(day => new PastPrice(today.AddDays(day - 364), 60_000 + (day * 64.5m)))]);
    }
}
