using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Clustering.Redis;
using Orleans.Configuration;

using StackExchange.Redis;

namespace FxOrleans.Grains;

/// <summary>
/// Keeps a copy of the membership table and writes it back when Redis has lost it. With an empty table every write of the running silos
/// fails for ever, and a silo that starts forms a second cluster. The copy is written under the version that it had, or under the next
/// one when a new silo has joined meanwhile, so that no silo sees a table without itself.
/// </summary>
internal sealed class MembershipTableRestorer(
    ConfigurationOptions redis,
    IOptions<RedisClusteringOptions> clustering,
    IOptions<ClusterOptions> cluster,
    LiveSilos map,
    TickStreamReader streams,
    TimeProvider time,
    ILogger<MembershipTableRestorer> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Gives the version written; 0 where nothing was missing.</summary>
    private const string Restore =
        """
        local now = tonumber(redis.call('HGET', KEYS[1], 'Version') or '-1')
        local version = tonumber(ARGV[1])
        if now >= version then return 0 end
        local known = {}
        for i = 2, #ARGV, 2 do known[ARGV[i]] = true end
        for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
          if field ~= 'Version' and not known[field] then version = tonumber(ARGV[1]) + 1 end
        end
        for i = 2, #ARGV, 2 do redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1]) end
        redis.call('HSET', KEYS[1], 'Version', version)
        return version
        """;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly MembershipCopy _copy = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Until the silo begins to leave: what it takes out of the table then stays out.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(MembershipTableRestorer),
        ServiceLifecycleStage.Active + 100,
        _ =>
        {
            _watching = Task.Run(() => new SupervisedLoop(WatchAsync, Failed, time).RunAsync(_stop.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _watching.ConfigureAwait(false);
        });

    private async Task WatchAsync(CancellationToken cancel)
    {
        var key = clustering.Value.CreateRedisKey(cluster.Value);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis).WaitAsync(cancel).ConfigureAwait(false);
        while (true)
        {
            try
            {
                await LookAsync(connection.GetDatabase(), key).WaitAsync(cancel).ConfigureAwait(false);
            }
            catch (Exception away) when (!cancel.IsCancellationRequested)
            {
                // Any exception of the client: the copy must be written back by a connection that still works.
                logger.LogDebug(away, "The membership table cannot be read.");
            }

            await Task.Delay(LookEvery, time, cancel).ConfigureAwait(false);
        }
    }

    private void Failed(Exception failure) => logger.LogError(failure, "Watching the membership table failed; it goes on.");

    private async Task LookAsync(IDatabase database, RedisKey key)
    {
        var version = MembershipCopy.VersionOf(await database.HashGetAsync(key, MembershipCopy.VersionField).ConfigureAwait(false));
        if (version > _copy.Version)
        {
            _copy.Take(await database.HashGetAllAsync(key).ConfigureAwait(false));
        }
        else if (version < _copy.Version)
        {
            await RestoreAsync(database, key).ConfigureAwait(false);
        }
    }

    private async Task RestoreAsync(IDatabase database, RedisKey key)
    {
        if (map.Version > _copy.Version)
        {
            // A silo has joined or left since the copy was made. A silo with a later copy writes that back.
            logger.LogWarning("The membership table is lost, and the copy here, of version {Kept}, is older than {Version}.", _copy.Version, map.Version);
            return;
        }

        RedisValue[] arguments = [_copy.Version, .. _copy.Rows.SelectMany(field => (RedisValue[])[field.Name, field.Value])];
        var written = (long)await database.ScriptEvaluateAsync(Restore, [key], arguments).ConfigureAwait(false);
        if (written > 0)
        {
            logger.LogWarning("Redis had lost the membership table; {Count} rows were put back as version {Version}.", _copy.Rows.Length, written);

            // A new subscription also writes the streams' own records again.
            streams.Renew();
        }
    }
}
