using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// Small things that hosts leave for one another: a text under a key. It never throws for Redis' sake: what cannot be read is
/// null, what cannot be written is false, and both are counted. Thread-safe.
/// </summary>
public sealed class RedisStatusStore
{
    private readonly RedisConnection _connection;
    private readonly RedisOptions _options;

    internal RedisStatusStore(RedisConnection connection, RedisKeys keys, RedisOptions options)
    {
        _connection = connection;
        Keys = keys;
        _options = options;
    }

    public RedisKeys Keys { get; }

    /// <summary>The text, within <see cref="RedisOptions.Deadline"/>; null when there is none or Redis does not answer.</summary>
    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancel)
    {
        byte[]? text = null;
        await TryAsync(async redis => text = await _connection.Texts.ReadAsync(redis, key), cancel);
        return text;
    }

    /// <summary>Looks again at the keys that were found to hold another type than text.</summary>
    internal Task LookAgainAsync(CancellationToken cancel) => _connection.IsUp ? TryAsync(_connection.Texts.LookAgainAsync, cancel) : Task.CompletedTask;

    /// <summary>Replaces the text, for <paramref name="life"/> or for ever. False when Redis does not say within <see cref="RedisOptions.Deadline"/> that it has it.</summary>
    public Task<bool> WriteAsync(string key, byte[] text, TimeSpan? life, CancellationToken cancel) =>
        TryAsync(redis => life is { } limited ? redis.StringSetAsync(key, text, limited) : redis.StringSetAsync(key, text), cancel);

    private async Task<bool> TryAsync(Func<IDatabase, Task> ask, CancellationToken cancel)
    {
        try
        {
            await _connection.AskAsync(ask, _options.Deadline, cancel);
            return true;
        }
        catch (RedisUnavailableException)
        {
            return false;
        }
    }
}
