namespace FxOrleans.Pricing;

/// <summary>
/// When a provider is asked next. After a success: its interval, lengthened to the provider's own hint unless somebody
/// configured the interval. After a failure: 1, 2, 4, 8 s and then <see cref="MaxBackOff"/>, sooner than a longer interval,
/// so that one lost answer costs a second and not an hour; a limited provider is left alone for as long as it asks, unless
/// somebody configured the interval. Single-threaded.
/// </summary>
public sealed class PollSchedule(ProviderTerms terms)
{
    /// <summary>The longest pause after failures, so that a healed provider is back within 30 s.</summary>
    public static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(15);

    /// <summary>The longest that a provider may ask to be left alone.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    private int _failures;

    /// <summary>The pause after a usable answer.</summary>
    public TimeSpan AfterSuccess(DateTimeOffset now, DateTimeOffset? nextUpdate)
    {
        _failures = 0;
        var hint = nextUpdate is { } due && !terms.IntervalIsConfigured ? due - now : TimeSpan.Zero;
        var longest = terms.Interval > TimeSpan.FromDays(1) ? terms.Interval : TimeSpan.FromDays(1);
        return hint > longest ? longest : hint > terms.Interval ? hint : terms.Interval;
    }

    /// <summary>The pause after a failure.</summary>
    public TimeSpan AfterFailure(TimeSpan? retryAfter)
    {
        var backOff = TimeSpan.FromSeconds(Math.Min(MaxBackOff.TotalSeconds, Math.Pow(2, Math.Min(_failures++, 10))));
        if (retryAfter is { } asked && !terms.IntervalIsConfigured && asked > backOff)
        {
            return asked > MaxRetryAfter ? MaxRetryAfter : asked;
        }

        return backOff;
    }
}
