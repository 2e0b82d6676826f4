namespace FxOrleans.Pricing;

/// <summary>
/// Keeps this process's <see cref="PriceBook"/> in step with a source: subscribes, takes a snapshot, then applies batches. A gap in a
/// producer's numbers, the silence of a shard, or a source that was away is repaired by a new snapshot. Thread-safe.
/// </summary>
public sealed class PriceFeed(ITickSource source, PriceBook book, PriceFeedOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly TickContinuity _continuity = new(options, time);
    private readonly SemaphoreSlim _repair = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _running;
    private long? _gapRepairedAt;
    private long _snapshots;

    /// <summary>Raised with each price that a tick made newer, but not with those of snapshots. Handlers must not block or throw.</summary>
    public event Action<Price>? Ticked;

    /// <summary>Raised when the book could not be brought in step; it is tried again until it is.</summary>
    public event Action<Exception>? LostStep;

    /// <summary>Raised when the book is in step after <see cref="LostStep"/>.</summary>
    public event Action? InStepAgain;

    /// <summary>Raised with an unexpected failure; the feed goes on.</summary>
    public event Action<Exception>? Failed;

    /// <summary>What it feeds.</summary>
    public PriceBook Book => book;

    /// <summary>Done once the first snapshot is in; cancelled when the feed ends before.</summary>
    public Task Filled => _filled.Task;

    /// <summary>Snapshots taken.</summary>
    public long Snapshots => Interlocked.Read(ref _snapshots);

    /// <summary>Gaps seen in a producer's numbers.</summary>
    public long Gaps => _continuity.Gaps;

    /// <summary>Times that a shard was silent for too long.</summary>
    public long Silences => _continuity.Silences;

    /// <summary>Since the source was last heard, on any shard.</summary>
    public TimeSpan SinceHeard => _continuity.SinceHeard;

    /// <summary>Begins to feed. Returns false when it has begun before.</summary>
    public bool Start()
    {
        lock (_stop)
        {
            if (_running is not null)
            {
                return false;
            }

            _running = Task.Run(() => new SupervisedLoop(FeedAsync, failure => Failed?.Invoke(failure), time).RunAsync(_stop.Token));
            return true;
        }
    }

    /// <summary>Ends the subscription and the feed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await (_running ?? Task.CompletedTask).ConfigureAwait(false);
            _filled.TrySetCanceled();
        }
    }

    /// <summary>Takes prices that were decided in this process.</summary>
    public void Publish(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            if (book.TryAdvance(price))
            {
                Ticked?.Invoke(price);
            }
        }

        book.Settle();
    }

    private async Task FeedAsync(CancellationToken cancel)
    {
        IAsyncDisposable? subscription = null;
        var inStep = true;
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                try
                {
                    subscription ??= await SubscribeAsync(cancel).ConfigureAwait(false);
                    await SnapshotAsync(cancel).ConfigureAwait(false);
                    if (!inStep)
                    {
                        InStepAgain?.Invoke();
                        inStep = true;
                    }

                    await NeedOfRepairAsync(cancel).ConfigureAwait(false);
                }
                catch (Exception failure) when (!cancel.IsCancellationRequested)
                {
                    if (inStep)
                    {
                        LostStep?.Invoke(failure);
                        inStep = false;
                    }

                    await Task.Delay(options.Watch, time, cancel).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The process stops.
        }
        finally
        {
            if (subscription is not null)
            {
                await subscription.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<IAsyncDisposable> SubscribeAsync(CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        return await source.SubscribeAsync(Receive, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
    }

    private async Task SnapshotAsync(CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        var prices = await source.SnapshotAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        book.Advance(prices.ToArray());
        Interlocked.Increment(ref _snapshots);
        book.MarkSynced();
        _filled.TrySetResult();
    }

    // Returns when a snapshot is needed: after a first gap at once, after silence at a look.
    private async Task NeedOfRepairAsync(CancellationToken cancel)
    {
        while (!await IsRepairAskedAsync(cancel).ConfigureAwait(false))
        {
            if (_continuity.IsSilent())
            {
                return;
            }
        }

        // A source that loses batch after batch must not be loaded with snapshots as well.
        if (_gapRepairedAt is { } before && options.Watch - time.GetElapsedTime(before) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancel).ConfigureAwait(false);
        }

        _gapRepairedAt = time.GetTimestamp();
    }

    private async Task<bool> IsRepairAskedAsync(CancellationToken cancel)
    {
        using var look = new CancellationTokenSource(options.Watch, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, look.Token);
        try
        {
            await _repair.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Receive(TickBatch batch)
    {
        Publish(batch.Prices.Span);
        if (_continuity.HasGapBefore(batch, book.IsSynced))
        {
            AskForRepair();
        }
    }

    private void AskForRepair()
    {
        if (_repair.CurrentCount == 0)
        {
            try
            {
                _repair.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another shard has asked meanwhile: one snapshot repairs both.
            }
        }
    }
}
