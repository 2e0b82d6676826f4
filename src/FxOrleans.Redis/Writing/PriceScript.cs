using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Sets a pair's latest price and broadcasts it, in one step, unless Redis holds one of the same or a higher epoch and
/// sequence. What it holds is overwritten when it is no JSON, no string, or carries numbers that no price can have. A Redis that is full or
/// takes no writes broadcasts all the same, and says why it did not set.
/// </summary>
internal static class PriceScript
{
    /// <summary>Set and broadcast.</summary>
    public const long Written = -1;

    /// <summary>That very price was there already, as after an answer that got lost.</summary>
    public const long Present = -2;

    /// <summary>Set and broadcast in place of something that was no string.</summary>
    public const long Replaced = -3;

    // Any other answer is the epoch that refused it. Whole numbers below 2^53 are exact in Lua.
    private const string Function =
        """
        local function write(key, epochText, sequenceText, json, channel)
            local held = redis.pcall('GET', key)
            if type(held) == 'string' then
                local ok, row = pcall(cjson.decode, held)
                if ok and type(row) == 'table' then
                    local epoch, sequence = tonumber(row.epoch) or 0, tonumber(row.sequence) or 0
                    local newEpoch, newSequence = tonumber(epochText), tonumber(sequenceText)
                    if epoch >= 0 and epoch <= 9007199254740992 and sequence <= 9007199254740992 then
                        if epoch == newEpoch and sequence == newSequence then return -2 end
                        if epoch > newEpoch or (epoch == newEpoch and sequence > newSequence) then return epoch end
                    end
                end
            end
            local set = redis.pcall('SET', key, json)
            redis.call('PUBLISH', channel, json)
            if set.err then return set end
            if type(held) == 'table' then return -3 end
            return -1
        end

        """;

    private const string One = Function + "return write(KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4])";

    // Redis looks once, before it begins, whether there is memory and whether it may write: all of it is written or nothing.
    private const string Sheet = Function +
        """
        redis.call('SET', KEYS[1], ARGV[1])
        if ARGV[2] ~= '' then redis.call('SET', KEYS[2], ARGV[2]) end
        for i = 3, #KEYS do
            local at = 3 * i - 4
            write(KEYS[i], ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[3])
        end
        redis.call('PUBLISH', ARGV[4], #KEYS - 2)
        return 1
        """;

    public static async Task<long> RunAsync(IDatabaseAsync redis, string key, string channel, Price price, byte[] json) =>
        (long)await redis.ScriptEvaluateAsync(One, [key], [price.Epoch, price.Sequence, json, channel]);

    /// <summary>Sets <c>rates</c> and each of the prices, and tells of it, in one step; <paramref name="refreshed"/> empty leaves that key alone.</summary>
    public static Task RunAsync(IDatabaseAsync redis, RedisKeys keys, byte[] rates, string refreshed, IReadOnlyList<(Price Price, byte[] Json)> prices) =>
        redis.ScriptEvaluateAsync(
            Sheet,
            [keys.Rates, keys.Refreshed, .. prices.Select(row => (RedisKey)keys.Latest(row.Price.Pair))],
            [rates, refreshed, keys.Broadcast, keys.RatesUpdated, .. prices.SelectMany(row => new RedisValue[] { row.Price.Epoch, row.Price.Sequence, row.Json })]);
}
