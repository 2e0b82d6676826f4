using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Spends one call of a budget, in one step with finding out whether there is one left: a hash of slices, each with its calls. What it
/// holds is replaced when it is no such hash.
/// </summary>
internal static class QuotaScript
{
    // Times in microseconds since 1970: whole numbers that are exact in Lua. Calls that were made while Redis was away come after the
    // first five arguments, slice and number in turn.
    private const string Text =
        """
        local kind, replaced = redis.call('TYPE', KEYS[1]).ok, 0
        if kind ~= 'hash' and kind ~= 'none' then
            redis.call('DEL', KEYS[1])
            replaced = 1
        end
        local calls, slice, oldest, newest = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
        for i = 6, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
        local held, spent = redis.call('HGETALL', KEYS[1]), 0
        for i = 1, #held, 2 do
            local at, count = tonumber(held[i]), tonumber(held[i + 1])
            if not at or not count or count < 1 or at <= oldest or at >= newest then
                redis.call('HDEL', KEYS[1], held[i])
            else
                spent = spent + count
            end
        end
        local granted = 0
        if spent < calls then
            granted = 1
            redis.call('HINCRBY', KEYS[1], slice, 1)
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[5])
        local answer = { granted, replaced }
        for _, word in ipairs(redis.call('HGETALL', KEYS[1])) do answer[#answer + 1] = tonumber(word) end
        return answer
        """;

    /// <summary>Whether the call was granted, all that is spent after it, and whether the key held another type.</summary>
    public static async Task<(bool Granted, SpentCalls[] Spent, bool Replaced)> RunAsync(
        IDatabaseAsync redis, string key, int calls, TimeSpan window, DateTimeOffset now, IReadOnlyList<SpentCalls> owed)
    {
        var length = window + SpentWindow.SliceOf(window);
        var arguments = new List<RedisValue>
        {
            calls,
            Micros(SpentWindow.SliceAt(now, window)),
            Micros(now - length),
            Micros(now + length),
            (long)Math.Ceiling(length.TotalMilliseconds * 2),
        };
        foreach (var row in owed)
        {
            arguments.Add(Micros(row.Since));
            arguments.Add(row.Calls);
        }

        var answer = (long[])(await redis.ScriptEvaluateAsync(Text, [key], [.. arguments]))!;
        var spent = new SpentCalls[(answer.Length - 2) / 2];
        for (var i = 0; i < spent.Length; i++)
        {
            spent[i] = new SpentCalls(DateTimeOffset.UnixEpoch.AddTicks(answer[2 + (2 * i)] * TimeSpan.TicksPerMicrosecond), (int)answer[3 + (2 * i)]);
        }

        return (answer[0] == 1, spent, answer[1] == 1);
    }

    // Rounded up, so that a call counts rather too long than too short.
    private static long Micros(DateTimeOffset at) =>
        ((at - DateTimeOffset.UnixEpoch).Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
}
