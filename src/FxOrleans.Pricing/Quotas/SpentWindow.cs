namespace FxOrleans.Pricing;

/// <summary>
/// One budget's calls: never more than its quota in any window of its length. Spent calls are counted in slices of a sixtieth of the
/// window, so a call comes free again at most a slice later than it could. Wall-clock time, since what is spent outlives the process;
/// calls dated ahead, after a clock was set back, count as long as the clock is at most a window behind them. Not thread-safe.
/// </summary>
public sealed class SpentWindow
{
    /// <summary>Slices of a window. One more than these is held at once, twice over after a clock was set back.</summary>
    public const int Slices = 60;

    private List<SpentCalls> _spent = [];

    /// <summary>What is known to be spent, by time.</summary>
    public IReadOnlyList<SpentCalls> Spent => _spent;

    /// <summary>The length of a slice.</summary>
    public static TimeSpan SliceOf(TimeSpan window) => TimeSpan.FromTicks(Math.Max(1, window.Ticks / Slices));

    /// <summary>When the slice began that <paramref name="now"/> is in.</summary>
    public static DateTimeOffset SliceAt(DateTimeOffset now, TimeSpan window) => new(now.UtcTicks - (now.UtcTicks % SliceOf(window).Ticks), TimeSpan.Zero);

    /// <summary>Goes by what somebody else knows to be spent, in any order.</summary>
    public void Restore(IEnumerable<SpentCalls> spent) => _spent = [.. spent.Where(row => row.Calls > 0).OrderBy(row => row.Since)];

    /// <summary>Spends one call if one is left.</summary>
    public QuotaReceipt Spend(int calls, TimeSpan window, DateTimeOffset now)
    {
        Forget(window, now);
        var left = calls - _spent.Sum(row => (long)row.Calls);
        if (left <= 0)
        {
            return new QuotaReceipt(false, 0, FreeIn(window, now));
        }

        Add(SliceAt(now, window), 1);
        return new QuotaReceipt(true, (int)left - 1, TimeSpan.Zero);
    }

    /// <summary>How long until the oldest calls no longer count.</summary>
    public TimeSpan FreeIn(TimeSpan window, DateTimeOffset now) => _spent.Count == 0 ? TimeSpan.Zero : _spent[0].Since + window + SliceOf(window) - now;

    /// <summary>Counts calls of that slice without asking.</summary>
    public void Add(DateTimeOffset slice, int calls)
    {
        var at = _spent.FindIndex(row => row.Since == slice);
        if (at >= 0)
        {
            _spent[at] = new SpentCalls(slice, _spent[at].Calls + calls);
        }
        else
        {
            Restore([.. _spent, new SpentCalls(slice, calls)]);
        }
    }

    /// <summary>Lets go of calls that no longer count.</summary>
    public void Forget(TimeSpan window, DateTimeOffset now) => _spent.RemoveAll(row => (now - row.Since).Duration() >= window + SliceOf(window));
}
