using System.Globalization;
using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Sets a pair's latest price and broadcasts it, in one step, unless Redis holds one of the same or a higher epoch and
/// sequence. What it holds is overwritten when it is no string, or cannot be a price of now by the rule of <see cref="Plausibility"/>. A
/// Redis that is full or takes no writes broadcasts all the same, and says why it did not set.
/// </summary>
internal static class PriceScript
{
    /// <summary>Set and broadcast.</summary>
    public const long Written = -1;

    /// <summary>That very price was there already, as after an answer that got lost.</summary>
    public const long Present = -2;

    /// <summary>Set and broadcast in place of something that was no string.</summary>
    public const long Replaced = -3;

    /// <summary>Set and broadcast in place of something that cannot be a price of now.</summary>
    public const long Healed = -4;

    // Any other answer is the epoch that refused it. Whole numbers below 2^53 are exact in Lua.
    private const string Function =
        """
        local function number(value, otherwise)
            if value == nil or value == cjson.null then return otherwise end
            return type(value) == 'number' and value or nil
        end
        local function plausible(row, limits)
            if type(row) ~= 'table' or type(row.timestamp) ~= 'string' then return false end
            local price, epoch, sequence = number(row.price), number(row.epoch, 0), number(row.sequence, 0)
            local bid, ask = number(row.bid, price), number(row.ask, price)
            local latest, most = limits[row.kind == 'fixing' and 4 or 3], tonumber(limits[5])
            return price and epoch and sequence and bid and ask and bid >= tonumber(limits[1]) and ask <= tonumber(limits[2])
                and bid <= price and price <= ask and row.timestamp <= latest
                and (row.kind == 'live' or type(row.freshUntil) ~= 'string' or row.freshUntil <= limits[6])
                and epoch >= 0 and epoch <= most and sequence >= 0 and sequence <= most
        end
        local function write(key, epochText, sequenceText, json, channel, limits)
            local held, healed = redis.pcall('GET', key), false
            if type(held) == 'string' then
                local ok, row = pcall(cjson.decode, held)
                if ok and plausible(row, limits) then
                    local epoch, sequence = number(row.epoch, 0), number(row.sequence, 0)
                    local newEpoch, newSequence = tonumber(epochText), tonumber(sequenceText)
                    if epoch == newEpoch and sequence == newSequence then return -2 end
                    if epoch > newEpoch or (epoch == newEpoch and sequence > newSequence) then return epoch end
                else
                    healed = true
                end
            end
            local set = redis.pcall('SET', key, json)
            redis.call('PUBLISH', channel, json)
            if set.err then return set end
            if type(held) == 'table' then return -3 end
            return healed and -4 or -1
        end

        """;

    private const string One = Function + "return write(KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], { unpack(ARGV, 5, 10) })";

    // Redis looks once, before it begins, whether there is memory and whether it may write: all of it is written or nothing.
    private const string Sheet = Function +
        """
        redis.call('SET', KEYS[1], ARGV[1])
        if ARGV[2] ~= '' then redis.call('SET', KEYS[2], ARGV[2]) end
        for i = 3, #KEYS do
            local at = 3 * i + 2
            write(KEYS[i], ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[3], { unpack(ARGV, 5, 10) })
        end
        redis.call('PUBLISH', ARGV[4], #KEYS - 2)
        return 1
        """;

    public static async Task<long> RunAsync(IDatabaseAsync redis, string key, string channel, Price price, byte[] json, DateTimeOffset now) =>
        (long)await redis.ScriptEvaluateAsync(One, [key], [price.Epoch, price.Sequence, json, channel, .. Limits(now)]);

    /// <summary>Sets <c>rates</c> and each of the prices, and tells of it, in one step; <paramref name="refreshed"/> empty leaves that key alone.</summary>
    public static Task RunAsync(IDatabaseAsync redis, RedisKeys keys, byte[] rates, string refreshed, IReadOnlyList<(Price Price, byte[] Json)> prices, DateTimeOffset now) =>
        redis.ScriptEvaluateAsync(
            Sheet,
            [keys.Rates, keys.Refreshed, .. prices.Select(row => (RedisKey)keys.Latest(row.Price.Pair))],
            [rates, refreshed, keys.Broadcast, keys.RatesUpdated, .. Limits(now), .. prices.SelectMany(row => new RedisValue[] { row.Price.Epoch, row.Price.Sequence, row.Json })]);

    // What Plausibility allows, as the script compares it: times as text, which sorts as they do.
    private static RedisValue[] Limits(DateTimeOffset now) =>
    [
        Text(Quote.Min),
        Text(Quote.Max),
        WireTime.Format(now + Plausibility.ClockSkew),
        WireTime.Format(now + Plausibility.FixingSkew),
        Plausibility.MaxEpoch(now),
        WireTime.Format(now + Plausibility.LongestFresh),
    ];

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
