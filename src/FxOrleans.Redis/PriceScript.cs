using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Sets a pair's latest price and broadcasts it, in one step, unless Redis holds one of the same or a higher epoch and
/// sequence. What it holds is overwritten when it is no JSON, no string, or carries numbers that no price can have.
/// </summary>
internal static class PriceScript
{
    /// <summary>Set and broadcast.</summary>
    public const long Written = -1;

    /// <summary>That very price was there already, as after an answer that got lost.</summary>
    public const long Present = -2;

    // Any other answer is the epoch that refused it. Whole numbers below 2^53 are exact in Lua.
    private const string Text =
        """
        local held = redis.pcall('GET', KEYS[1])
        if type(held) == 'string' then
            local ok, row = pcall(cjson.decode, held)
            if ok and type(row) == 'table' then
                local epoch, sequence = tonumber(row.epoch) or 0, tonumber(row.sequence) or 0
                local newEpoch, newSequence = tonumber(ARGV[1]), tonumber(ARGV[2])
                if epoch >= 0 and epoch <= 9007199254740992 and sequence <= 9007199254740992 then
                    if epoch == newEpoch and sequence == newSequence then return -2 end
                    if epoch > newEpoch or (epoch == newEpoch and sequence > newSequence) then return epoch end
                end
            end
        end
        redis.call('SET', KEYS[1], ARGV[3])
        redis.call('PUBLISH', ARGV[4], ARGV[3])
        return -1
        """;

    public static async Task<long> RunAsync(IDatabaseAsync redis, string key, string channel, Price price, byte[] json) =>
        (long)await redis.ScriptEvaluateAsync(Text, [key], [price.Epoch, price.Sequence, json, channel]);
}
