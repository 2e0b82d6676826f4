using System.Collections.Concurrent;
using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving;

/// <summary>
/// Keeps the board in step with the engine: subscribes, takes a snapshot, then applies batches. A gap in a shard's numbers,
/// silence, or a source that went away is repaired by a new snapshot; what is older than the board has is dropped. Thread-safe.
/// </summary>
public sealed class BoardFeeder(
    ITickSource source, RateBoard board, FeederOptions options, TimeProvider time, ILogger<BoardFeeder> log) : BackgroundService
{
    private readonly ConcurrentDictionary<(int Shard, long Producer), long> _numbers = new();
    private readonly SemaphoreSlim _repair = new(0, 1);
    private long _heardAt = time.GetTimestamp();
    private long _gaps;
    private long _silences;
    private long _snapshots;

    /// <summary>True once a first snapshot has been applied.</summary>
    public bool IsSynced => board.IsSynced;

    /// <summary>Snapshots taken.</summary>
    public long Snapshots => Interlocked.Read(ref _snapshots);

    /// <summary>Gaps seen in a shard's numbers.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>Times that the source was silent for too long.</summary>
    public long Silences => Interlocked.Read(ref _silences);

    /// <summary>Since the source was last heard.</summary>
    public TimeSpan SinceHeard => time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(FeedAsync, failure => log.LogError(failure, "Feeding the board failed; it goes on."), time).RunAsync(stoppingToken);

    private async Task FeedAsync(CancellationToken stoppingToken)
    {
        IAsyncDisposable? subscription = null;
        var inStep = true;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    subscription ??= await SubscribeAsync(stoppingToken).ConfigureAwait(false);
                    await SnapshotAsync(stoppingToken).ConfigureAwait(false);
                    if (!inStep)
                    {
                        log.LogInformation("The board is in step again.");
                        inStep = true;
                    }

                    await NeedOfRepairAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    if (inStep)
                    {
                        log.LogWarning("The board could not be brought in step ({Failure}); it is tried again until it is.", failure.Message);
                        inStep = false;
                    }

                    await Task.Delay(options.Watch, time, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
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
        board.Offer(prices.ToArray());
        Interlocked.Increment(ref _snapshots);
        board.MarkSynced();
    }

    // Returns when a snapshot is needed: after a gap at once, after silence at each look while it lasts.
    private async Task NeedOfRepairAsync(CancellationToken cancel)
    {
        while (!await RepairAskedAsync(cancel).ConfigureAwait(false))
        {
            if (SinceHeard > options.Silence)
            {
                Interlocked.Increment(ref _silences);
                return;
            }
        }
    }

    private async Task<bool> RepairAskedAsync(CancellationToken cancel)
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
        Interlocked.Exchange(ref _heardAt, time.GetTimestamp());
        board.Offer(batch.Prices.Span);
        var key = (batch.Shard, batch.Producer);
        if (_numbers.TryGetValue(key, out var last))
        {
            if (batch.Number > last + 1)
            {
                Interlocked.Increment(ref _gaps);
                AskForRepair();
            }

            _numbers[key] = Math.Max(last, batch.Number);
        }
        else
        {
            Remember(key, batch.Number);
        }
    }

    // A producer that starts at its first batch has lost nothing; one that is met later may have said something before.
    private void Remember((int Shard, long Producer) key, long number)
    {
        const int MostProducers = 1024;
        if (_numbers.Count >= MostProducers)
        {
            _numbers.Clear();
        }

        _numbers[key] = number;
        if (number > 1 && IsSynced)
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
