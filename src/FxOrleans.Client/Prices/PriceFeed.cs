using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Client;

/// <summary>
/// Keeps <see cref="LatestPrices"/> up to date from a source: subscribes, then takes a snapshot, then another whenever
/// numbers are missing or a shard has been silent. Tells whoever listens of each newer price, in order a pair. Thread-safe.
/// </summary>
public sealed class PriceFeed : IAsyncDisposable
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SnapshotDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Between two snapshots, so that a bad moment is not made worse.</summary>
    private static readonly TimeSpan SnapshotPause = TimeSpan.FromSeconds(1);

    /// <summary>Numbers kept; beyond that all are forgotten, which costs one snapshot.</summary>
    private const int MaxProducers = 1024;

    private readonly ITickSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Shard, long Producer), long> _numbers = [];
    private readonly Dictionary<int, long> _heardAt = [];
    private Task? _running;
    private bool _snapshotWanted = true;

    public PriceFeed(ITickSource source, LatestPrices prices, TimeProvider time, ILogger<PriceFeed> logger)
    {
        _source = source;
        Prices = prices;
        _time = time;
        _logger = logger;
    }

    /// <summary>What it feeds.</summary>
    public LatestPrices Prices { get; }

    /// <summary>Raised with each price that is newer than what was known. Handlers must not block.</summary>
    public event Action<Price>? Changed;

    /// <summary>Done once the first snapshot is in.</summary>
    public Task Filled => _filled.Task;

    /// <summary>Begins to feed. False when somebody else has started it.</summary>
    public bool Start()
    {
        lock (_lock)
        {
            if (_running is not null)
            {
                return false;
            }

            _running = Task.Run(() => new SupervisedLoop(_ => RunAsync(), failure => _logger.LogError(failure, "Reading prices failed; it goes on."), _time).RunAsync(_stop.Token));
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await (_running ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    /// <summary>Takes prices from elsewhere, such as a silo's own.</summary>
    public void Offer(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            if (Prices.Offer(price))
            {
                Changed?.Invoke(price);
            }
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await using var subscription = await _source.SubscribeAsync(Receive, _stop.Token).ConfigureAwait(false);
            while (true)
            {
                if (SnapshotIsDue())
                {
                    await SnapshotAsync().ConfigureAwait(false);
                    await Task.Delay(SnapshotPause, _time, _stop.Token).ConfigureAwait(false);
                }

                await Task.Delay(LookEvery, _time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _filled.TrySetCanceled();
        }
    }

    private void Receive(TickBatch batch)
    {
        lock (_lock)
        {
            if (_numbers.Count == MaxProducers)
            {
                _numbers.Clear();
            }

            var key = (batch.Shard, batch.Producer);
            var expected = _numbers.GetValueOrDefault(key) + 1;
            _snapshotWanted |= batch.Number > expected;
            _numbers[key] = batch.Number;
            _heardAt[batch.Shard] = _time.GetTimestamp();
        }

        Offer(batch.Prices.Span);
    }

    private bool SnapshotIsDue()
    {
        lock (_lock)
        {
            foreach (var (shard, at) in _heardAt)
            {
                if (_time.GetElapsedTime(at) > MaxSilence)
                {
                    _heardAt[shard] = _time.GetTimestamp();
                    _snapshotWanted = true;
                    break;
                }
            }

            return _snapshotWanted;
        }
    }

    private async Task SnapshotAsync()
    {
        lock (_lock)
        {
            _snapshotWanted = false;
        }

        try
        {
            var prices = await _source.SnapshotAsync(_stop.Token).WaitAsync(SnapshotDeadline, _time, _stop.Token).ConfigureAwait(false);
            Offer(prices.ToArray());
            _filled.TrySetResult();
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            _logger.LogDebug(failure, "A snapshot of the prices failed; trying again.");
            lock (_lock)
            {
                _snapshotWanted = true;
            }
        }
    }
}
