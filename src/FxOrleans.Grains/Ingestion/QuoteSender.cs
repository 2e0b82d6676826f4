using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// Sends one provider's quotes to one pair: at most one call is in flight, and at most one quote waits, the newest. A call that takes
/// too long is given up, and its quote is sent again unless there is a newer one. Thread-safe.
/// </summary>
internal sealed class QuoteSender(
    ICurrencyPairGrain pair, TimeSpan deadline, Action<Quote, Verdict> judged, TimeProvider time, ILogger logger, CancellationToken stop)
{
    /// <summary>Short, because it adds to the time until a silo's death is noticed.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private Quote? _waiting;
    private Quote? _last;
    private bool _repeats;
    private bool _busy;
    private long _spokenAt = time.GetTimestamp();

    /// <summary>The last quote that was given to it.</summary>
    public Quote? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>True once the pair has taken a quote.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>True once the pair is known to have a price.</summary>
    public bool HasPrice { get; private set; }

    public void Offer(in Quote quote)
    {
        lock (_lock)
        {
            _last = _waiting = quote;
            _repeats = false;
            if (_busy)
            {
                return;
            }

            _busy = true;
        }

        _ = SpeakAsync();
    }

    public void Restore(in Quote quote, bool hasPrice)
    {
        HasPrice |= hasPrice;
        lock (_lock)
        {
            _last ??= quote;
        }
    }

    public void Repeat(TimeSpan quiet)
    {
        lock (_lock)
        {
            if (_busy || _last is null || time.GetElapsedTime(_spokenAt) < quiet)
            {
                return;
            }

            _waiting = _last;
            _repeats = true;
            _busy = true;
        }

        _ = SpeakAsync();
    }

    private async Task SpeakAsync()
    {
        while (Next(out var quote, out var repeats))
        {
            try
            {
                var receipt = await pair.SubmitAsync([quote]).AsTask().WaitAsync(deadline, time, stop).ConfigureAwait(false);
                (HasPrice, IsAnswered) = (receipt.HasPrice, true);
                if (!repeats)
                {
                    judged(quote, receipt.Verdicts[0]);
                }
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                logger.LogDebug(failure, "{Pair} did not take a quote; offering it again.", quote.Pair);
                Keep(quote, repeats);
                await Task.Delay(RetryPause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool Next(out Quote quote, out bool repeats)
    {
        lock (_lock)
        {
            _spokenAt = time.GetTimestamp();
            quote = _waiting ?? default;
            repeats = _repeats;
            _busy = _waiting is not null && !stop.IsCancellationRequested;
            _waiting = null;
            return _busy;
        }
    }

    private void Keep(in Quote quote, bool repeats)
    {
        lock (_lock)
        {
            if (_waiting is null)
            {
                _waiting = quote;
                _repeats = repeats;
            }
        }
    }
}
