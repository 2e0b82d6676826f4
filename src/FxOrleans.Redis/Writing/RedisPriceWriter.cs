using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Redis;

/// <summary>
/// Writes prices through to Redis: <c>SET latest_rate:…</c> and <c>PUBLISH rates:broadcast</c> in one script a price, never
/// over a newer one. <see cref="Publish"/> only notes the price. Every new price is broadcast as long as Redis keeps up;
/// when a pair's next price comes before the last was taken to be written (Redis slow, away or full, or both in one call),
/// only the newest is. What fails stays noted and is tried again; an emptied Redis is filled again. Thread-safe.
/// </summary>
public sealed partial class RedisPriceWriter : ITickSink, IPriceMemory, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly RedisConnection _connection;
    private readonly RedisReader _reader;
    private readonly PriceSlots _slots;
    private readonly PriceWriteLoop _writing;
    private readonly RedisKeyAudit _watch;
    private readonly CancellationTokenSource _stop;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisPriceWriter> _log;
    private Task? _running;
    private bool _noRecall;

    internal RedisPriceWriter(
        RedisConnection connection, RedisReader reader, RedisKeys keys, RedisOptions options, PricingPolicy policy, PegWatch? pegs, TimeProvider time, ILogger<RedisPriceWriter> log)
    {
        _connection = connection;
        _reader = reader;
        _time = time;
        _log = log;
        _stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _slots = new PriceSlots(keys, options.MaxPairs, time);
        _writing = new PriceWriteLoop(connection, _slots, keys, options, policy, pegs, time, log);
        _watch = new RedisKeyAudit(connection, _slots, options, time);
    }

    /// <inheritdoc/>
    public event Action<CurrencyPair, long>? Outdated
    {
        add => _writing.Outdated += value;
        remove => _writing.Outdated -= value;
    }

    /// <summary>What went wrong with the last batch of prices; null when nothing did.</summary>
    internal RedisFailure? LastWriteFailure => _writing.LastWriteFailure;

    /// <summary>How it does now.</summary>
    public RedisHealth Health => new(
        State: _connection.IsUp && _writing.LastWriteFailure is { } hindrance ? hindrance.Code() : _connection.State,
        LastError: _connection.Failures.Last?.Code(),
        Pending: _slots.Pending,
        Written: _writing.Written,
        Refused: _writing.Refused,
        Failures: _connection.Failures.ByKind,
        Lag: _slots.Lag,
        WrongKeys: _connection.Texts.Wrong);

    /// <inheritdoc/>
    public void Publish(ReadOnlySpan<Price> prices)
    {
        foreach (ref readonly var price in prices)
        {
            if (!_slots.Put(price))
            {
                _connection.Failures.Add(RedisFailure.TooManyPairs);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel)
    {
        try
        {
            // What was derived will be again, from the legs; taken for a market that nobody quotes, it would only block that.
            Price[] prices = [.. (await _reader.LatestAsync(pairs, cancel)).Where(price => !price.Derived)];
            Volatile.Write(ref _noRecall, false);
            return prices;
        }
        catch (RedisUnavailableException unavailable)
        {
            if (!Interlocked.Exchange(ref _noRecall, true))
            {
                LogNoRecall(unavailable.Failure.Code(), pairs.Count);
            }

            return [];
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running ??= Task.WhenAll(
            Task.Run(() => new SupervisedLoop(_writing.RunAsync, Failed, _time).RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => new SupervisedLoop(_watch.RunAsync, Failed, _time).RunAsync(_stop.Token), CancellationToken.None));
        return Task.CompletedTask;
    }

    /// <summary>Writes what still waits, for a second at most, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _slots.Complete();
        _stop.CancelAfter(Farewell);
        _watch.Stop();
        if (_running is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _connection.DisposeAsync();
    }

    private void Failed(Exception failure)
    {
        _connection.Failures.Add(RedisFailure.Error);
        LogFailed(failure);
    }

    [LoggerMessage(LogLevel.Error, "Redis: writing prices through failed; it goes on.")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(LogLevel.Warning, "Redis: the last prices of {Count} pairs cannot be recalled ({Kind}).")]
    private partial void LogNoRecall(string kind, int count);
}
