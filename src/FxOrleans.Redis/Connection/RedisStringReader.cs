using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Reads keys that hold text. One that holds something of another type (somebody else's list or hash under our name) is taken for an empty
/// one, so that it stands in nobody's way: it is counted, and named in the log once. Thread-safe.
/// </summary>
internal sealed partial class RedisStringReader(RedisFailures failures, ILogger log)
{
    /// <summary>Keys that are named; further ones are only counted.</summary>
    public const int MostNamed = 32;

    // The value tells whether it was so when it was last looked at.
    private readonly ConcurrentDictionary<string, bool> _named = new(StringComparer.Ordinal);

    /// <summary>The keys that held another type when they were last looked at.</summary>
    public IReadOnlyList<string> Wrong => _named.IsEmpty ? [] : [.. _named.Where(key => key.Value).Select(key => key.Key).Order(StringComparer.Ordinal)];

    /// <summary>The text; null when there is none. Throws what the client throws, but not for another type.</summary>
    public async Task<byte[]?> ReadAsync(IDatabaseAsync redis, string key) =>
        await ReadAsync(key, () => redis.StringGetAsync(key)) is { HasValue: true } text ? (byte[])text! : null;

    /// <summary>What <paramref name="read"/> reads of the key; the default when it holds another type.</summary>
    public async Task<T?> ReadAsync<T>(string key, Func<Task<T>> read)
        where T : struct
    {
        try
        {
            var found = await read();
            Right(key);
            return found;
        }
        catch (Exception e) when (RedisFailures.KindOf(e) == RedisFailure.WrongType)
        {
            Found(key, stands: true);
            return null;
        }
    }

    /// <summary>Looks whether the wrong ones still are.</summary>
    public Task LookAgainAsync(IDatabaseAsync redis) => Task.WhenAll(Wrong.Select(async key =>
    {
        if (await redis.KeyTypeAsync(key) is RedisType.String or RedisType.None)
        {
            Right(key);
        }
    }));

    /// <summary>A key was found to hold another type.</summary>
    /// <param name="key">Its name, prefix included.</param>
    /// <param name="stands">False when it has been overwritten.</param>
    public void Found(string key, bool stands)
    {
        failures.Add(RedisFailure.WrongType);
        if (_named.ContainsKey(key))
        {
            _named[key] = stands;
        }
        else if (_named.Count < MostNamed && _named.TryAdd(key, stands))
        {
            LogWrong(key);
        }
    }

    /// <summary>A key holds what it should.</summary>
    public void Right(string key)
    {
        if (!_named.IsEmpty && _named.ContainsKey(key))
        {
            _named[key] = false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis: the key {Key} holds another type than the service keeps there; it is passed over until it is overwritten. This is said once.")]
    private partial void LogWrong(string key);
}
