using FxOrleans.Pricing;
using FxOrleans.Providers;
using FxOrleans.Redis;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The refresher's services as the host wires them, on a clock that the test moves: what lives from one restart to the next.</summary>
internal sealed class RefresherProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RefresherProcess(RedisServer redis, OneFrameStandIn oneFrame, FakeTime time, TimeSpan every)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Redis:ConnectionString"] = redis.ConnectionString,
                ["Redis:Deadline"] = "00:01:00",
                ["Providers:OneFrame:BaseUrl"] = oneFrame.Address,
                ["Providers:CurrencyApi:Enabled"] = "false",
                ["Providers:Ecb:Enabled"] = "false",
                ["Providers:Frankfurter:Enabled"] = "false",
                ["Providers:OpenErApi:Enabled"] = "false",
                ["Providers:CoinGecko:Enabled"] = "false",
            })
            .Build();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddRedisLink(configuration);
        services.AddRedisTickSource(TrackedPairs.Default);
        services.AddRateProviders(configuration, TrackedPairs.Default);
        _services = services.BuildServiceProvider();
        var sheet = _services.GetRequiredService<IRateSnapshotStore>();
        Refresher = new Refresher([.. _services.GetServices<IRateProvider>()], TrackedPairs.Default, new PricingPolicy(), sheet, time);
        Rounds = new RefreshRounds(Refresher, sheet, every, time);
    }

    public Refresher Refresher { get; }

    public RefreshRounds Rounds { get; }

    /// <summary>What an API node reads when it is told of new rates.</summary>
    public Task<IReadOnlyList<Price>> SnapshotAsync() => _services.GetRequiredService<RedisTickSource>().SnapshotAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
