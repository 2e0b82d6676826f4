using System.Text;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Redis.Tests;

/// <summary>Answers in Redis, and the channel to other nodes, on a real one.</summary>
public sealed class CacheTests(SharedRedis shared) : IClassFixture<SharedRedis>
{
    private static readonly byte[] Body = "{\"symbol\":\"BTC\"}"u8.ToArray();

    [Theory]
    [InlineData("history:BTC:1d", 1800)]
    [InlineData("ohlcv:BTC:1d", 1800)]
    [InlineData("ohlcv:BTC:1d:5m", 1800)]
    [InlineData("crypto:top:100", 3600)]
    [InlineData("crypto:mapping", 3600)]
    [InlineData("crypto:search:50:shiba inu", 300)]
    [InlineData("price:BTC", 60)]
    public async Task An_answer_stands_under_its_name_for_its_time(string name, int seconds)
    {
        CacheKey[] keys = [CacheKey.History("BTC", "1d"), CacheKey.Ohlcv("BTC", "1d"), CacheKey.Ohlcv("BTC", "1d", "5m"), CacheKey.CryptoTop(100), CacheKey.CryptoMapping, CacheKey.CryptoSearch("shiba inu", 50), CacheKey.Price("BTC")];
        var key = keys.Single(key => key.Name == name);
        var prefix = RedisHost.NewPrefix();
        await using var host = await RedisHost.StartAsync(shared.Server, prefix);
        var cache = await CacheAsync(host);

        cache.Put(key, Body);

        await Eventually.TrueAsync(async () => await shared.Server.CommandAsync("GET", prefix + name) == Encoding.UTF8.GetString(Body), $"{name} is written");
        Assert.InRange(int.Parse((await shared.Server.CommandAsync("TTL", prefix + name))!), seconds - 30, seconds);
        var found = await cache.GetAsync(key, default);
        Assert.Equal(Body, found!.Value.Body.ToArray());
        Assert.InRange(found.Value.Left, TimeSpan.FromSeconds(seconds - 30), TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task What_is_not_there_or_has_no_end_or_is_no_text_is_nothing()
    {
        var prefix = RedisHost.NewPrefix();
        await using var host = await RedisHost.StartAsync(shared.Server, prefix);
        var cache = await CacheAsync(host);
        await shared.Server.CommandAsync("SET", prefix + "history:ETH:1d", "{}");
        await shared.Server.CommandAsync("LPUSH", prefix + "history:XRP:1d", "{}");

        Assert.Null(await cache.GetAsync(CacheKey.History("BTC", "1d"), default));
        Assert.Null(await cache.GetAsync(CacheKey.History("ETH", "1d"), default));
        Assert.Null(await cache.GetAsync(CacheKey.History("XRP", "1d"), default));
    }

    [Fact]
    public async Task Redis_away_or_frozen_is_an_empty_cache()
    {
        await using var server = await RedisServer.StartAsync();
        await using var host = await RedisHost.StartAsync(server, null, ("Redis:Deadline", "00:00:00.2"));
        var cache = await CacheAsync(host);
        server.Pause();
        Assert.Null(await cache.GetAsync(CacheKey.History("BTC", "1d"), default));
        for (var i = 0; i < 1000; i++)
        {
            cache.Put(CacheKey.History("BTC", "1d"), Body); // Neither waits nor throws; what is too much is dropped.
        }

        server.Resume();
        server.Kill();
        Assert.Null(await cache.GetAsync(CacheKey.History("BTC", "1d"), default));
        cache.Put(CacheKey.History("BTC", "1d"), Body);
        await server.RestartAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                cache.Put(CacheKey.History("BTC", "1d"), Body);
                return await cache.GetAsync(CacheKey.History("BTC", "1d"), default) is not null;
            },
            "the cache is back",
            TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Messages_to_other_nodes_arrive_also_after_Redis_was_away()
    {
        await using var server = await RedisServer.StartAsync();
        await using var host = await RedisHost.StartAsync(server, "u:");
        await CacheAsync(host);
        var updates = host.Service<IPriceUpdates>();
        var inbox = new Inbox<string>();
        await using var subscription = await updates.SubscribeAsync(message => inbox.Put(Encoding.UTF8.GetString(message.Span)), default);
        await using (var listener = await server.ListenAsync("u:lokifi:price_updates"))
        {
            Assert.True(await updates.PublishAsync("{\"one\":1}"u8.ToArray(), default));
            Assert.Equal("{\"one\":1}", await inbox.NextAsync());
            await Eventually.TrueAsync(() => listener.Messages.Contains("{\"one\":1}"), "others hear it under its documented name");
        }

        server.Kill();
        await Eventually.TrueAsync(async () => !await updates.PublishAsync("{}"u8.ToArray(), default), "it is known to be away");
        await server.RestartAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await updates.PublishAsync("{\"two\":2}"u8.ToArray(), default);
                return inbox.Drain().Contains("{\"two\":2}");
            },
            "it is heard again",
            TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Of_two_who_listen_one_is_told_of_a_request_and_nobody_is_waited_for_where_none_does()
    {
        var prefix = RedisHost.NewPrefix();
        await using var one = await RedisHost.StartAsync(shared.Server, prefix);
        await using var two = await RedisHost.StartAsync(shared.Server, prefix);
        await CacheAsync(one);
        Assert.False(await one.Service<ICacheRequests>().AskAsync(CacheKey.History("BTC", "1d"), default));

        var inbox = new Inbox<string>();
        await using var first = await one.Service<ICacheRequests>().SubscribeAsync(_ => true, inbox.Put, default);
        await using var second = await two.Service<ICacheRequests>().SubscribeAsync(_ => true, inbox.Put, default);
        Assert.True(await one.Service<ICacheRequests>().AskAsync(CacheKey.History("BTC", "1d"), default));
        Assert.True(await one.Service<ICacheRequests>().AskAsync(CacheKey.History("BTC", "1d"), default));
        Assert.True(await one.Service<ICacheRequests>().AskAsync(CacheKey.CryptoTop(100), default));

        string[] heard = [await inbox.NextAsync(), await inbox.NextAsync()];
        Assert.Equal(["crypto:top:100", "history:BTC:1d"], heard.Order(StringComparer.Ordinal));
        Assert.InRange(int.Parse((await shared.Server.CommandAsync("PTTL", one.Keys.Claim("history:BTC:1d")))!), 1, 5000);
        Assert.Empty(inbox.Drain());
    }

    [Fact]
    public async Task What_nobody_takes_is_claimed_by_nobody_and_leaves_no_key()
    {
        var prefix = RedisHost.NewPrefix();
        await using var host = await RedisHost.StartAsync(shared.Server, prefix);
        await CacheAsync(host);
        var requests = host.Service<ICacheRequests>();
        var inbox = new Inbox<string>();
        var longest = CacheKey.CryptoSearch(new string('猫', 64), 100);
        await using var subscription = await requests.SubscribeAsync(name => name == longest.Name, inbox.Put, default);

        for (var i = 0; i < 200; i++)
        {
            Assert.True(await requests.AskAsync(CacheKey.CryptoSearch($"text {i}", 50), default));
        }

        Assert.True(await requests.AskAsync(CacheKey.CryptoSearch(new string('猫', 100), 100), default)); // Longer than any name.
        Assert.True(await requests.AskAsync(longest, default));

        Assert.Equal(longest.Name, await inbox.NextAsync());
        Assert.Empty(inbox.Drain());
        Assert.Equal("1", await shared.Server.CommandAsync("EVAL", $"return #redis.call('KEYS', '{prefix}answers:claim:*')", "0"));
    }

    private static async Task<ISharedCache> CacheAsync(RedisHost host)
    {
        await Eventually.TrueAsync(() => host.Writer.Health.State == "ok", "Redis is connected");
        return host.Service<ISharedCache>();
    }
}
