using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Our own limit on the calls to one provider: never more than the quota's calls in any window of its length. What is spent is the
/// store's to keep. Thread-safe.
/// </summary>
public sealed class QuotaBudget(string budget, CallQuota quota, IQuotaStore store, TimeProvider time)
{
    private volatile int _left = quota.Calls;

    /// <summary>The calls of a window.</summary>
    public int Calls => quota.Calls;

    /// <summary>Calls that may still be made now, as of the last call.</summary>
    public int Left => _left;

    /// <summary>Spends one call.</summary>
    /// <exception cref="ProviderException">
    /// <see cref="ProviderFailureKind.QuotaSpent"/>: none is left; <see cref="ProviderException.RetryAfter"/> says when one is.
    /// </exception>
    public async ValueTask SpendAsync(CancellationToken cancel)
    {
        var receipt = await store.SpendAsync(budget, quota.Calls, quota.Window, time.GetUtcNow(), cancel).ConfigureAwait(false);
        _left = receipt.Left;
        if (!receipt.Granted)
        {
            throw new ProviderException(ProviderFailureKind.QuotaSpent, $"The budget of {quota.Calls} calls in {quota.Window} is spent.")
            {
                RetryAfter = receipt.RetryAfter,
            };
        }
    }
}
