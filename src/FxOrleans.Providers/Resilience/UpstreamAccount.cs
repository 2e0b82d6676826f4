using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// What everybody who asks one provider shares: its budget, of which readers get only what the polls do not need, and its rest after it
/// limited us, which hosts share that share their budgets. Thread-safe.
/// </summary>
internal sealed class UpstreamAccount
{
    private readonly ProviderTerms _terms;
    private readonly TimeProvider _time;
    private readonly IQuotaStore? _store;
    private readonly string _name = "";
    private long _restsUntil;

    public UpstreamAccount(ProviderOptions options, IQuotaStore store, TimeProvider time)
    {
        _terms = options.Terms;
        _time = time;
        (_store, _name) = (store, options.Budget);
        if (options.Quota is { } quota)
        {
            Budget = new QuotaBudget(options.Budget, quota, store, time);
            Readers = ReadersShare(quota, options) is > 0 and var share ? new QuotaBudget($"{options.Budget} readers", new CallQuota(share, quota.Window), store, time) : null;
        }
    }

    /// <summary>An account without limits, for what the provider does not count.</summary>
    public UpstreamAccount(TimeProvider time)
    {
        _terms = new ProviderTerms { Interval = default, Timeout = default };
        _time = time;
    }

    /// <summary>What every call is charged to; null where there is no quota.</summary>
    public QuotaBudget? Budget { get; }

    /// <summary>What readers' calls are charged to besides; null where there is no quota, or nothing of it is left for them.</summary>
    public QuotaBudget? Readers { get; }

    /// <summary>Charges one call.</summary>
    /// <exception cref="ProviderException">It must not be made: the provider rests, or the budget is spent.</exception>
    public async ValueTask SpendAsync(UpstreamUse use, CancellationToken cancel)
    {
        if ((use == UpstreamUse.Readers || !_terms.IntervalIsConfigured) && await RestAsync(cancel).ConfigureAwait(false) is var rest && rest > TimeSpan.Zero)
        {
            throw new ProviderException(ProviderFailureKind.RateLimited, $"Not asked: it limited us, and is left alone for {Math.Ceiling(rest.TotalSeconds)} s.") { RetryAfter = rest };
        }

        if (Budget is null)
        {
            return;
        }

        if (use == UpstreamUse.Readers)
        {
            await (Readers ?? throw new ProviderException(ProviderFailureKind.QuotaSpent, "Not asked: current prices need every call.")).SpendAsync(cancel).ConfigureAwait(false);
        }

        await Budget.SpendAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Leaves the provider alone for as long as it asks. A configured interval overrides that for the polls, whose own back-off has an end.
    /// </summary>
    public async ValueTask RestAsync(TimeSpan? asked)
    {
        var rest = Bounded(asked ?? PollSchedule.MaxBackOff);
        Rest(rest);
        if (_store is not null)
        {
            await _store.RestAsync(_name, rest, _time.GetUtcNow()).ConfigureAwait(false);
        }
    }

    /// <summary>What is left of a rest that this host, or another, was asked for.</summary>
    private async ValueTask<TimeSpan> RestAsync(CancellationToken cancel)
    {
        var rest = TimeSpan.FromTicks(Interlocked.Read(ref _restsUntil) - Now);
        if (rest > TimeSpan.Zero || _store is null)
        {
            return rest;
        }

        rest = Bounded(await _store.RestOfAsync(_name, _time.GetUtcNow(), cancel).ConfigureAwait(false));
        Rest(rest);
        return rest;
    }

    private static TimeSpan Bounded(TimeSpan rest) => rest < PollSchedule.MaxRetryAfter ? rest : PollSchedule.MaxRetryAfter;

    private void Rest(TimeSpan rest)
    {
        var until = Now + rest.Ticks;
        for (var known = Interlocked.Read(ref _restsUntil); until > known;)
        {
            var was = Interlocked.CompareExchange(ref _restsUntil, until, known);
            known = was == known ? until : was;
        }
    }

    private long Now => _time.GetElapsedTime(0, _time.GetTimestamp()).Ticks;

    /// <summary>What polls leave of a window, at most half of it, and a tenth or one call where they need it all: without, nothing could be looked up.</summary>
    private static int ReadersShare(CallQuota quota, ProviderOptions options)
    {
        var polls = Math.Ceiling(quota.Window / options.Terms.Interval) * options.CallsPerPoll;
        var (least, most) = (Math.Max(1, quota.Calls / 10), quota.Calls / 2);
        return (int)Math.Clamp(quota.Calls - polls, Math.Min(least, most), most);
    }
}
