using System.Collections.Concurrent;
using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Redis;

/// <summary>
/// Keeps budgets in Redis, so that all hosts together keep to them and a restart changes nothing. A call waits for Redis for half of
/// <see cref="RedisOptions.Deadline"/> at most, and not at all while it is known to be away: this process goes by what it last heard and has
/// spent itself since, and tells Redis when it is back. A provider that asked
/// one host to be left alone is left alone by all. Thread-safe.
/// </summary>
public sealed partial class RedisQuotaStore : IQuotaStore
{
    /// <summary>Failures that are no further apart are told of once.</summary>
    private static readonly TimeSpan Spell = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Budget> _budgets = new(StringComparer.Ordinal);
    private readonly RedisConnection _connection;
    private readonly RedisKeys _keys;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisQuotaStore> _log;
    private readonly Lock _telling = new();
    private int _isAway;
    private long? _failedAt;

    internal RedisQuotaStore(RedisConnection connection, RedisKeys keys, RedisOptions options, TimeProvider time, ILogger<RedisQuotaStore> log)
    {
        _connection = connection;
        _keys = keys;
        _patience = options.Deadline / 2;
        _time = time;
        _log = log;
    }

    public async ValueTask<QuotaReceipt> SpendAsync(string budget, int calls, TimeSpan window, DateTimeOffset now, CancellationToken cancel)
    {
        var known = _budgets.GetOrAdd(budget, _ => new Budget());
        await known.Turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            known.Owed.Forget(window, now);
            var (granted, spent, replaced) = await AskAsync(budget, calls, window, now, known, cancel).ConfigureAwait(false);
            if (replaced)
            {
                _connection.Texts.Found(_keys.Quota(budget), stands: false);
            }

            known.Spent.Restore(spent);
            known.Owed.Restore([]);
            Interlocked.Exchange(ref _isAway, 0);
            return granted
                ? new QuotaReceipt(true, (int)Math.Max(0, calls - spent.Sum(row => (long)row.Calls)), TimeSpan.Zero)
                : new QuotaReceipt(false, 0, known.Spent.FreeIn(window, now));
        }
        catch (RedisUnavailableException unavailable)
        {
            Failed(unavailable);
            var receipt = known.Spent.Spend(calls, window, now);
            if (receipt.Granted)
            {
                known.Owed.Add(SpentWindow.SliceAt(now, window), 1);
            }

            return receipt;
        }
        finally
        {
            known.Turn.Release();
        }
    }

    /// <summary>In milliseconds: a row that asks for more is not believed.</summary>
    private static long LongestRest => (long)PollSchedule.MaxRetryAfter.TotalMilliseconds;

    /// <inheritdoc/>
    public async ValueTask RestAsync(string budget, TimeSpan rest, DateTimeOffset now)
    {
        try
        {
            await _connection.AskAsync(redis => redis.StringSetAsync(_keys.Rest(budget), (now + rest).ToUnixTimeMilliseconds(), rest), Wait, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RedisUnavailableException unavailable)
        {
            Failed(unavailable);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<TimeSpan> RestOfAsync(string budget, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            var until = await _connection.AskAsync(redis => redis.StringGetAsync(_keys.Rest(budget)), Wait, cancel).ConfigureAwait(false);
            var at = now.ToUnixTimeMilliseconds();
            return until.TryParse(out long milliseconds) && milliseconds > at && milliseconds <= at + LongestRest
                ? TimeSpan.FromMilliseconds(milliseconds - at)
                : TimeSpan.Zero; // Also where the row holds what nobody has asked for.
        }
        catch (RedisUnavailableException unavailable)
        {
            Failed(unavailable);
            return TimeSpan.Zero;
        }
    }

    // Known to be away, a connection is not waited for.
    private TimeSpan Wait => _connection.IsUp || Volatile.Read(ref _isAway) == 0 ? _patience : TimeSpan.Zero;

    private void Failed(RedisUnavailableException unavailable)
    {
        Interlocked.Exchange(ref _isAway, 1);
        Tell(_connection.IsUp ? unavailable.Failure : RedisFailure.Away);
    }

    // Once a spell: a full Redis takes some calls and refuses others, in turn.
    private void Tell(RedisFailure kind)
    {
        lock (_telling)
        {
            var isNew = _failedAt is not { } last || _time.GetElapsedTime(last) > Spell;
            _failedAt = _time.GetTimestamp();
            if (!isNew)
            {
                return;
            }
        }

        LogAway(kind.Code());
    }

    private Task<(bool Granted, SpentCalls[] Spent, bool Replaced)> AskAsync(
        string budget, int calls, TimeSpan window, DateTimeOffset now, Budget known, CancellationToken cancel) => _connection.AskAsync(
            redis => QuotaScript.RunAsync(redis, _keys.Quota(budget), calls, window, now, known.Owed.Spent),
            Wait,
            cancel);

    [LoggerMessage(LogLevel.Warning, "Redis does not say what is left of the providers' budgets ({Kind}); this process goes by what it knows.")]
    private partial void LogAway(string kind);

    /// <summary>What is known of one budget.</summary>
    private sealed class Budget
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>As Redis last said, and what was spent since.</summary>
        public SpentWindow Spent { get; } = new();

        /// <summary>What Redis has not been told.</summary>
        public SpentWindow Owed { get; } = new();
    }
}
