using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Redis.Tests;

/// <summary>The services as the host would have them, on a real Redis, with a key prefix of their own.</summary>
internal sealed class RedisHost : IAsyncDisposable
{
    private static int _count;
    private readonly ServiceProvider _services;
    private readonly RedisServer _server;
    private readonly RecordedLog _log;

    private RedisHost(RedisServer server, ServiceProvider services, RecordedLog log)
    {
        _log = log;
        _server = server;
        _services = services;
    }

    /// <summary>What was logged so far.</summary>
    public IReadOnlyCollection<string> Logs => _log.Lines;

    public RedisPriceWriter Writer => _services.GetRequiredService<RedisPriceWriter>();

    public RedisQuotaStore Quotas => _services.GetRequiredService<RedisQuotaStore>();

    public RedisTickSource Source => _services.GetRequiredService<RedisTickSource>();

    public RedisKeys Keys => _services.GetRequiredService<RedisKeys>();

    /// <summary>What the host has in its container.</summary>
    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static string NewPrefix() => $"t{Interlocked.Increment(ref _count)}:";

    public static Task<RedisHost> StartAsync(RedisServer server, string? prefix = null, params (string Key, string Value)[] settings) =>
        StartAsync(server, TimeProvider.System, prefix, settings);

    public static async Task<RedisHost> StartAsync(RedisServer server, TimeProvider time, string? prefix, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Redis:ConnectionString"] = server.ConnectionString,
                ["Redis:KeyPrefix"] = prefix ?? NewPrefix(),
            })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var log = new RecordedLog();
        var services = new ServiceCollection().AddSingleton(time).AddLogging(logging => logging.AddProvider(log)).AddRedis(configuration).AddRedisEngine(A.Pairs);
        var host = new RedisHost(server, services.BuildServiceProvider(), log);
        foreach (var service in host._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return host;
    }

    public void Publish(params Price[] prices) => Writer.Publish(prices);

    /// <summary>What Redis holds for the pair, if that is a price.</summary>
    public async Task<Price?> HeldAsync(CurrencyPair pair)
    {
        var json = await _server.CommandAsync("GET", Keys.Latest(pair));
        return json is not null && PriceJson.TryRead(System.Text.Encoding.UTF8.GetBytes(json), out var price, out _) ? price : null;
    }

    public Task HoldsAsync(Price price, TimeSpan? within = null) =>
        Eventually.TrueAsync(async () => await HeldAsync(price.Pair) == price, $"Redis holds {price}", within);

    public Task QuietAsync() => Eventually.TrueAsync(() => Writer.Health is { Pending: 0, State: "ok" }, "everything is written");

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
