using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary>An ECB that published what a test says. Thread-safe.</summary>
internal sealed class FakeOfficial(params OfficialDay[] days) : IOfficialRates
{
    private int _calls;

    public OfficialSource Source => OfficialSource.Ecb;

    public bool Simulated => false;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>What it fails with; null while it works.</summary>
    public volatile ProviderException? Failure;

    public Task<IReadOnlyList<OfficialDay>> MonthAsync(DateOnly month, CancellationToken cancel)
    {
        Interlocked.Increment(ref _calls);
        var last = days.LastOrDefault(day => day.Date < month);
        return Failure is { } failure ? throw failure
            : Task.FromResult<IReadOnlyList<OfficialDay>>([.. days.Where(day => day == last || (day.Date >= month && day.Date < month.AddMonths(1)))]);
    }
}
