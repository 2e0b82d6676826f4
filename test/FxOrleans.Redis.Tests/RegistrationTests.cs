using System.Diagnostics.Metrics;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FxOrleans.Redis.Tests;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void WithoutAConnectionStringNothingIsAdded(string? connectionString) =>
        Assert.Empty(new ServiceCollection().AddRedis(Configuration("Redis:ConnectionString", connectionString)));

    [Theory]
    [InlineData("Redis:ConnectionString", "localhost,nonsense=1")]
    [InlineData("Redis:KeyPrefix", "a b")]
    [InlineData("Redis:Window", "0")]
    [InlineData("Redis:MaxPairs", "-1")]
    [InlineData("Redis:Deadline", "00:02:00")]
    [InlineData("Redis:CheckInterval", "00:00:00")]
    public void AWrongValueIsRefusedByItsKey(string key, string value)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddRedis(Configuration(key, value)));
        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryKeyHasThePrefix()
    {
        var keys = new RedisKeys("p:");
        Assert.Equal("p:latest_rate:USD-EUR", keys.Latest(A.UsdEur));
        Assert.Equal("p:rates:broadcast", keys.Broadcast);
        Assert.Equal("p:rates", keys.Rates);
        Assert.Equal("p:rates_updated", keys.RatesUpdated);
        Assert.Equal("p:lokifi:price_updates", keys.PriceUpdates);
        Assert.Equal("p:price:BTC", keys.Cached(CacheKey.Price("BTC")));
        Assert.Equal("p:history:BTC:1d", keys.Cached(CacheKey.History("BTC", "1d")));
        Assert.Equal("p:ohlcv:BTC:1d", keys.Cached(CacheKey.Ohlcv("BTC", "1d")));
        Assert.Equal("p:ohlcv:BTC:1d:5m", keys.Cached(CacheKey.Ohlcv("BTC", "1d", "5m")));
        Assert.Equal("p:crypto:top:100", keys.Cached(CacheKey.CryptoTop(100)));
    }

    [Fact]
    public async Task ANodeThatWritesNoPricesTellsOfItsFailuresToo()
    {
        var services = new ServiceCollection().AddLogging();
        Assert.True(services.AddRedisLink(Configuration("Redis:ConnectionString", "127.0.0.1:1")));
        await using var provider = services.BuildServiceProvider();
        using var series = new SeriesRecorder(provider.GetRequiredService<IMeterFactory>());
        foreach (var hosted in provider.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        await provider.GetRequiredService<RedisStatusStore>().ReadAsync("note", CancellationToken.None);

        await Eventually.TrueAsync(() => series.Read().GetValueOrDefault("fxorleans.redis.failures{kind=away}") > 0, "the failure is counted");
        Assert.Equal(0, series.Read()["fxorleans.redis.up{}"]);
        Assert.DoesNotContain("fxorleans.redis.lag{}", series.Read().Keys);
    }

    private static IConfiguration Configuration(string key, string? value) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Redis:ConnectionString"] = "localhost:6379" })
            .AddInMemoryCollection(new Dictionary<string, string?> { [key] = value })
            .Build();
}
