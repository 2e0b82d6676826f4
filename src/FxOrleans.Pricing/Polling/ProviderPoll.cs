namespace FxOrleans.Pricing;

/// <summary>
/// One provider's polling: asks within a deadline, counts what happened, hands the quotes on, says when to ask next.
/// Whoever owns it, a loop or a grain's timer, calls one thing at a time. Failures of the provider never escape.
/// </summary>
/// <param name="provider">Whom to ask.</param>
/// <param name="submit">Takes an answer's quotes; must not block.</param>
/// <param name="time">The clock of deadlines and pauses.</param>
/// <param name="outliers">What outliers are counted as; null for <c>outlier</c>.</param>
public sealed class ProviderPoll(IRateProvider provider, Action<IReadOnlyList<Quote>> submit, TimeProvider time, OutlierClassifier? outliers = null)
{
    private readonly PollSchedule _schedule = new(provider.Terms);

    /// <summary>Whom it asks.</summary>
    public IRateProvider Provider => provider;

    /// <summary>What was counted. Thread-safe.</summary>
    public ProviderMeter Meter { get; } = new(provider, time, outliers);

    /// <summary>Asks once. Gives the pause before the next time.</summary>
    /// <exception cref="OperationCanceledException">The caller's own token was cancelled.</exception>
    public async Task<TimeSpan> OnceAsync(CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(provider.Terms.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            var answer = await provider.FetchAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            Accept(answer);
            return _schedule.AfterSuccess(time.GetUtcNow(), answer.NextUpdate);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return Fail(failure);
        }
    }

    /// <summary>Follows a streaming provider's connection until it ends. Gives the pause before connecting again.</summary>
    /// <exception cref="OperationCanceledException">The caller's own token was cancelled.</exception>
    public async Task<TimeSpan> StreamAsync(IStreamingRateProvider streaming, CancellationToken cancel)
    {
        try
        {
            await foreach (var answer in streaming.StreamAsync(cancel).ConfigureAwait(false))
            {
                Accept(answer);
                _schedule.AfterSuccess(time.GetUtcNow(), null);
            }

            cancel.ThrowIfCancellationRequested();
            return Fail(new ProviderException(ProviderFailureKind.Unreachable, "The stream ended."));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return Fail(failure);
        }
    }

    private void Accept(ProviderAnswer answer)
    {
        Meter.Answered(answer);
        submit(answer.Quotes);
    }

    private TimeSpan Fail(Exception failure)
    {
        var (kind, message, retryAfter) = failure switch
        {
            ProviderException known => (known.Kind, known.Message, known.RetryAfter),
            OperationCanceledException => (ProviderFailureKind.Timeout, $"No answer within {provider.Terms.Timeout}.", null),
            _ => (ProviderFailureKind.Unreadable, $"Unexpected {failure.GetType().Name}.", (TimeSpan?)null),
        };
        Meter.Failed(kind, message);
        return _schedule.AfterFailure(retryAfter);
    }
}
