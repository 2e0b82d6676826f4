namespace FxOrleans.Pricing;

/// <summary>
/// Refreshes again and again at an even pace. The pace goes by what the sheet says was last written, so that a restart costs no
/// call. After a failure it tries again after 15 s, then twice as late each time, at most a round later. One caller at a time.
/// </summary>
/// <param name="refresher">What a round does.</param>
/// <param name="sheet">Knows the last round.</param>
/// <param name="every">From the beginning of one round to the next.</param>
/// <param name="time">The clock.</param>
public sealed class RefreshRounds(Refresher refresher, IRateSnapshotStore sheet, TimeSpan every, TimeProvider time)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(15);

    private TimeSpan _retry = FirstRetry;

    /// <summary>How the last round went; null before the first, and while the last one of an earlier process is young enough.</summary>
    public RefreshOutcome? Last { get; private set; }

    /// <summary>When rates were last written, UTC, by this process or an earlier one; null when that is not known.</summary>
    public DateTimeOffset? Refreshed { get; private set; }

    /// <summary>Refreshes if it is time to. Gives the pause before the next call.</summary>
    /// <exception cref="OperationCanceledException">The caller's own token was cancelled.</exception>
    public async Task<TimeSpan> NextAsync(CancellationToken cancel)
    {
        var began = time.GetUtcNow();
        if (Last is null && await PauseAsync(began, cancel).ConfigureAwait(false) is { } pause)
        {
            return pause;
        }

        Last = await refresher.OnceAsync(cancel).ConfigureAwait(false);
        if (!Last.Done)
        {
            var retry = _retry < every ? _retry : every;
            _retry = retry * 2;
            return retry;
        }

        _retry = FirstRetry;
        Refreshed = began;
        var left = began + every - time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // What is left of an earlier process' round. A time in the future is a clock that was set back: it says nothing.
    private async Task<TimeSpan?> PauseAsync(DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            Refreshed = await sheet.RefreshedAsync(cancel).ConfigureAwait(false);
        }
        catch (RateSheetException)
        {
            return null;
        }

        return Refreshed is { } last && last <= now && last + every > now ? last + every - now : null;
    }
}
