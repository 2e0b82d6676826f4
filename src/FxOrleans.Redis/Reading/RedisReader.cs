using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Reads prices back. Values that are no price or cannot be one of now, and keys that hold another type, are left out and counted. Throws
/// <see cref="RedisUnavailableException"/> when Redis does not answer in time.
/// </summary>
internal sealed class RedisReader(RedisConnection connection, RedisKeys keys, RedisOptions options, TimeProvider time)
{
    private const int Chunk = 500;

    /// <summary>The latest price of each of the pairs that has one.</summary>
    public async Task<IReadOnlyList<Price>> LatestAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel)
    {
        var prices = new List<Price>(pairs.Count);
        foreach (var chunk in pairs.Chunk(Chunk))
        {
            var values = await ReadAsync(
                redis => Task.WhenAll(chunk.Select(pair => connection.Texts.ReadAsync(redis, keys.Latest(pair)))), cancel);
            for (var i = 0; i < chunk.Length; i++)
            {
                if (values[i] is { } json && TryRead(json, out var price) && Belongs(price, chunk[i]))
                {
                    prices.Add(price);
                }
            }
        }

        return prices;
    }

    /// <summary>The rows of <c>rates</c>; none when there is no such key.</summary>
    public async Task<IReadOnlyList<Price>> RatesAsync(CancellationToken cancel)
    {
        var json = await ReadAsync(redis => connection.Texts.ReadAsync(redis, keys.Rates), cancel);
        var prices = new List<Price>();
        if (json is not null)
        {
            var isArray = PriceJson.TryReadAll(json, prices, out var malformed, out _);
            Malformed(malformed + (isArray ? 0 : 1));
        }

        var now = time.GetUtcNow();
        Count(RedisFailure.Implausible, prices.RemoveAll(price => !Plausibility.IsPlausible(price, now)));
        return prices;
    }

    /// <summary>The newest of both for every pair that either has.</summary>
    public async Task<IReadOnlyList<Price>> NewestAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel)
    {
        var newest = (await LatestAsync(pairs, cancel)).ToDictionary(price => price.Pair);
        foreach (var row in await RatesAsync(cancel))
        {
            if (!newest.TryGetValue(row.Pair, out var known) || row.IsNewerThan(known))
            {
                newest[row.Pair] = row;
            }
        }

        return [.. newest.Values];
    }

    /// <summary>Reads one message.</summary>
    public bool TryRead(byte[] json, out Price price)
    {
        var made = PriceJson.TryRead(json, out price, out _);
        Malformed(made ? 0 : 1);
        if (made && !Plausibility.IsPlausible(price, time.GetUtcNow()))
        {
            Count(RedisFailure.Implausible, 1);
            return false;
        }

        return made;
    }

    private bool Belongs(in Price price, CurrencyPair pair)
    {
        Malformed(price.Pair == pair ? 0 : 1);
        return price.Pair == pair;
    }

    private void Malformed(int count) => Count(RedisFailure.Malformed, count);

    private void Count(RedisFailure kind, int count)
    {
        if (count > 0)
        {
            connection.Failures.Add(kind, count);
        }
    }

    private Task<T> ReadAsync<T>(Func<IDatabase, Task<T>> read, CancellationToken cancel) => connection.AskAsync(read, options.Deadline, cancel);
}
