namespace FxOrleans.Access;

/// <summary>
/// Lets exactly so many requests pass in any minute, wherever the minute begins: it remembers when each of the last ones
/// passed. By hand: the limiters of System.Threading.RateLimiting count in windows of their own clock, so that twice as many may pass
/// within a minute, and the framework's middleware tells refused requests only what is left, where we tell every one.
/// 8 bytes a request, at most <paramref name="perMinute"/> of them. Thread-safe.
/// </summary>
public sealed class MinuteQuota(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long[] _passed = new long[Math.Min(perMinute, 16)];
    private int _oldest;
    private int _count;

    /// <summary>Counts one request if it passes; one that does not is not counted.</summary>
    public RateLimitDecision Take()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            while (_count > 0 && time.GetElapsedTime(_passed[_oldest], now) >= Minute)
            {
                _oldest = (_oldest + 1) % _passed.Length;
                _count--;
            }

            var passes = _count < perMinute;
            if (passes)
            {
                Add(now);
            }

            return new RateLimitDecision(passes, perMinute, perMinute - _count, Minute - time.GetElapsedTime(_passed[_oldest], now));
        }
    }

    private void Add(long now)
    {
        if (_count == _passed.Length)
        {
            var grown = new long[Math.Min(perMinute, _passed.Length * 2L)];
            for (var i = 0; i < _count; i++)
            {
                grown[i] = _passed[(_oldest + i) % _passed.Length];
            }

            (_passed, _oldest) = (grown, 0);
        }

        _passed[(_oldest + _count) % _passed.Length] = now;
        _count++;
    }
}
