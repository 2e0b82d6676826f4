using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.RateLimiting;
using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Answers that are made upstream, kept here and, under the same names, where other nodes look. However many ask at once, one is made.
/// In the second half of its life an answer is given as it is and made anew meanwhile; after its life it is given, marked, only
/// while no better can be had. "There is nothing" and failures are remembered briefly. Bounded: what has not been wanted for longest
/// goes first. Thread-safe.
/// </summary>
/// <remarks>
/// By hand, not FusionCache: it takes no TimeProvider, wraps what it leaves in Redis, where ours is plain JSON, tells no caller that an
/// answer is a stale one, and rests a failed upstream only where it has an old answer, not for as long as the upstream asked.
/// </remarks>
public sealed class ResponseCache(
    AnswerCacheOptions options, CacheMetrics metrics, TimeProvider time, ILogger<ResponseCache> log, ISharedCache? shared = null) : IDisposable
{
    /// <summary>How long an upstream that failed is left alone when it does not say for how long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    /// <summary>Answers that may wait for each that is being made.</summary>
    private const int WaitingEach = 16;

    private readonly ConcurrentDictionary<string, CacheEntry> _entries = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrencyLimiter _makers = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.MaxMaking,
        QueueLimit = options.MaxMaking * WaitingEach,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly CacheRoom _room = new(options);

    /// <summary>Answers kept.</summary>
    public int Count => _entries.Count;

    /// <summary>Bytes kept, about.</summary>
    public long Bytes => _room.Bytes;

    /// <summary>The answer under that key, made by <paramref name="make"/> where there is none that is good.</summary>
    /// <param name="key">Its name and life.</param>
    /// <param name="make">Asks upstream; its token ends with the service, not with this caller. It may throw <see cref="ProviderException"/>.</param>
    /// <param name="cancel">Ends this caller's waiting.</param>
    public async ValueTask<CacheOutcome> GetAsync(CacheKey key, Func<CancellationToken, Task<MadeAnswer>> make, CancellationToken cancel)
    {
        var entry = _entries.GetOrAdd(key.Name, static _ => new CacheEntry());
        Task? running;
        CachedAnswer? old;
        lock (entry.Gate)
        {
            var now = Now;
            entry.UsedAt = now;
            var good = now < entry.GoodUntil;
            if (now >= (good ? entry.RefreshFrom : entry.GoodUntil) && now >= entry.RestUntil)
            {
                entry.Running ??= Task.Run(() => RunAsync(key, entry, make), CancellationToken.None);
            }

            if (good)
            {
                metrics.Count(key.Kind, entry.Answer is null ? "nothing" : "hit");
                return entry.Answer is null ? CacheOutcome.Nothing : CacheOutcome.Good(entry.Answer);
            }

            (running, old) = (entry.Running, entry.Answer);
        }

        if (running is not null)
        {
            await (old is null ? running.WaitAsync(cancel) : running.WaitAsync(options.Patience, time, cancel)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
        }

        lock (entry.Gate)
        {
            return Outcome(key, entry);
        }
    }

    /// <summary>Leaves a whole answer that is good where other nodes look, as if it had just been made: they have lost it.</summary>
    public void Share(CacheKey key)
    {
        if (!key.Shared || !_entries.TryGetValue(key.Name, out var entry))
        {
            return;
        }

        lock (entry.Gate)
        {
            if (entry.Answer is { } answer && Now < entry.RefreshFrom && entry.RefreshFrom < entry.GoodUntil)
            {
                shared?.Put(key, answer.Body);
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _makers.Dispose();
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    private CacheOutcome Outcome(CacheKey key, CacheEntry entry)
    {
        var now = Now;
        if (now < entry.GoodUntil)
        {
            metrics.Count(key.Kind, entry.Answer is null ? "nothing" : "miss");
            return entry.Answer is null ? CacheOutcome.Nothing : CacheOutcome.Good(entry.Answer);
        }

        if (entry.Answer is { } old && now < entry.GoodUntil + options.StaleFor)
        {
            metrics.Count(key.Kind, "stale");
            return CacheOutcome.Stale(old);
        }

        metrics.Count(key.Kind, "failure");
        var rest = entry.RestUntil - now;
        return CacheOutcome.Failed(rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1));
    }

    private async Task RunAsync(CacheKey key, CacheEntry entry, Func<CancellationToken, Task<MadeAnswer>> make)
    {
        try
        {
            using var turn = await _makers.AcquireAsync(1, _stop.Token).ConfigureAwait(false);
            if (!turn.IsAcquired)
            {
                metrics.Count(key.Kind, "full");
                Leave(entry, null);
                return;
            }

            if (key.Shared && await SharedAsync(key, entry).ConfigureAwait(false))
            {
                metrics.Count(key.Kind, "shared");
                return;
            }

            Keep(key, entry, await make(_stop.Token).ConfigureAwait(false));
        }
        catch (ProviderException failure)
        {
            log.LogDebug("{Key} could not be made: {Failure}", key.Name, failure.Message);
            Leave(entry, failure.RetryAfter);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            log.LogError(failure, "{Key} could not be made.", key.Name);
            Leave(entry, null);
        }
        finally
        {
            lock (entry.Gate)
            {
                entry.Running = null;
            }

            _room.Tidy(_entries);
        }
    }

    /// <summary>What another node has made, where it is fresher than what is here.</summary>
    private async Task<bool> SharedAsync(CacheKey key, CacheEntry entry)
    {
        if (shared is null || await shared.GetAsync(key, _stop.Token).ConfigureAwait(false) is not { } found || !IsObject(found.Body.Span))
        {
            return false;
        }

        lock (entry.Gate)
        {
            var now = Now;
            var (good, refresh) = (now + found.Left, now + found.Left - (key.Life / 2));
            if (refresh <= now && now < entry.GoodUntil)
            {
                return false; // It is due to be made anew, and that is what was asked for.
            }

            (entry.Answer, entry.GoodUntil, entry.RefreshFrom) = (new CachedAnswer(found.Body.ToArray()), good, refresh);
            return true;
        }
    }

    private void Keep(CacheKey key, CacheEntry entry, MadeAnswer made)
    {
        lock (entry.Gate)
        {
            var now = Now;
            if (!made.IsComplete && entry.Answer is not null && entry.GoodUntil > TimeSpan.MinValue && now < entry.GoodUntil + options.StaleFor)
            {
                entry.RestUntil = now + Rest;
                return;
            }

            var life = made.Body is null || !made.IsComplete ? options.NegativeLife : made.Left ?? key.Life;
            entry.Answer = made.Body is null ? null : new CachedAnswer(made.Body);
            entry.GoodUntil = now + life;
            entry.RefreshFrom = made.Left is { } left ? now + left - (key.Life / 2) : now + (life == key.Life ? life / 2 : life);
            entry.RestUntil = TimeSpan.MinValue;
        }

        if (key.Shared && made is { Body: { } body, IsComplete: true, Left: null })
        {
            shared?.Put(key, body);
        }
    }

    private void Leave(CacheEntry entry, TimeSpan? asked)
    {
        var rest = asked ?? Rest;
        lock (entry.Gate)
        {
            entry.RestUntil = Now + (rest < LongestRest ? rest > Rest ? rest : Rest : LongestRest);
        }
    }

    /// <summary>Others may write there: what is no whole JSON object is nothing.</summary>
    internal static bool IsObject(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (body.IsEmpty || body[0] != (byte)'{' || !reader.Read())
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
