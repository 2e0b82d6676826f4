using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Our own limit on the calls to one provider: never more than the quota's calls in any window of its length. Spent calls are
/// counted in slices of a sixtieth of the window, so a call comes free again at most a slice later than it could. Wall-clock
/// time, since what is spent outlives the process. Thread-safe.
/// </summary>
public sealed class QuotaBudget(string provider, CallQuota quota, IQuotaStore store, TimeProvider time) : IDisposable
{
    private const int Slices = 60;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile int _left = quota.Calls;

    /// <summary>Calls that may still be made now, as of the last call.</summary>
    public int Left => _left;

    /// <summary>Spends one call.</summary>
    /// <exception cref="ProviderException">
    /// <see cref="ProviderFailureKind.QuotaSpent"/>: none is left; <see cref="ProviderException.RetryAfter"/> says when one is.
    /// </exception>
    public async ValueTask SpendAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            var slice = TimeSpan.FromTicks(quota.Window.Ticks / Slices);
            var since = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % slice.Ticks), TimeSpan.Zero);
            var kept = (await store.LoadAsync(provider, cancel).ConfigureAwait(false))
                .Where(spent => spent.Calls > 0 && (now - spent.Since).Duration() < quota.Window + slice)
                .OrderBy(spent => spent.Since)
                .ToList();
            var left = quota.Calls - kept.Sum(spent => (long)spent.Calls);
            if (left <= 0)
            {
                _left = 0;
                throw Spent(kept[0].Since + quota.Window + slice - now);
            }

            kept = [.. kept.Where(spent => spent.Since != since), new(since, kept.Where(spent => spent.Since == since).Sum(spent => spent.Calls) + 1)];
            _left = (int)left - 1;
            await store.SaveAsync(provider, kept, cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private ProviderException Spent(TimeSpan untilFree) =>
        new(ProviderFailureKind.QuotaSpent, $"The budget of {quota.Calls} calls in {quota.Window} is spent.") { RetryAfter = untilFree };
}
