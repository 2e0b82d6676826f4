using System.Collections.Concurrent;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

public sealed class WritingTests(SharedRedis redis) : IClassFixture<SharedRedis>
{
    [Fact]
    public async Task APublishedPriceIsHeldExactly()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        var price = A.Price(A.UsdEur, 1);
        host.Publish(price);
        await host.HoldsAsync(price);
        Assert.Equal("-1", await redis.Server.CommandAsync("TTL", host.Keys.Latest(A.UsdEur)));
    }

    [Fact]
    public async Task EveryPriceIsBroadcastWhileRedisKeepsUp()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        await using var heard = await redis.Server.ListenAsync(host.Keys.Broadcast);
        for (var i = 1; i <= 50; i++)
        {
            host.Publish(A.Price(A.UsdEur, i), A.Price(A.BtcUsd, i));
            await host.QuietAsync();
        }

        await Eventually.TrueAsync(() => heard.Messages.Count == 100, "a hundred messages");
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), heard.Messages.Select(Read).Where(p => p.Pair == A.UsdEur).Select(p => p.Sequence));
        Assert.Equal(100, host.Writer.Health.Written);
    }

    [Fact]
    public async Task PricesOfOnePairInOneCallAreConflatedToTheNewest()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        var prices = Enumerable.Range(1, 1000).Select(i => A.Price(A.UsdEur, i)).ToArray();
        host.Publish(prices);
        await host.HoldsAsync(prices[^1]);
        await host.QuietAsync();
        Assert.InRange(host.Writer.Health.Written, 1, 100);
        Assert.Empty(host.Writer.Health.Failures);
    }

    [Fact]
    public async Task AnOlderPriceNeverOverwrites()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        await using var late = await RedisHost.StartAsync(redis.Server, host.Keys.Broadcast[..^"rates:broadcast".Length]);
        var outdated = new ConcurrentQueue<(CurrencyPair, long)>();
        late.Writer.Outdated += (pair, epoch) => outdated.Enqueue((pair, epoch));

        var newest = A.Price(A.UsdEur, sequence: 1, epoch: 2_000);
        host.Publish(newest);
        await host.HoldsAsync(newest);
        late.Publish(A.Price(A.UsdEur, sequence: 9, epoch: 1_000));
        await Eventually.TrueAsync(() => late.Writer.Health is { Refused: 1, Pending: 0 }, "the old epoch is refused");
        late.Publish(A.Price(A.UsdEur, sequence: 0, epoch: 2_000, mid: 5));
        await Eventually.TrueAsync(() => late.Writer.Health is { Refused: 2, Pending: 0 }, "the old sequence is refused");

        Assert.Equal([(A.UsdEur, 2_000L)], outdated);
        Assert.Equal(newest, await host.HeldAsync(A.UsdEur));
    }

    [Fact]
    public async Task OfTwoRacingWritersTheHighestEpochAndSequenceStays()
    {
        var prefix = RedisHost.NewPrefix();
        await using var one = await RedisHost.StartAsync(redis.Server, prefix);
        await using var two = await RedisHost.StartAsync(redis.Server, prefix);
        await using var heard = await redis.Server.ListenAsync(one.Keys.Broadcast);

        async Task RunAsync(RedisHost host, int writer)
        {
            for (var i = 1; i <= 200; i++)
            {
                // Each is ahead now and then: their epochs take turns, every second round.
                var epoch = 1_000 + (((i / 2) + writer) % 2) + i;
                host.Publish(A.Price(A.UsdEur, i, epoch), A.Price(A.BtcUsd, i, epoch));
                await host.QuietAsync();
            }

            host.Publish(A.Price(A.UsdEur, 1, 2_000 + writer), A.Price(A.BtcUsd, 1, 2_000 + writer));
            await host.QuietAsync();
        }

        await Task.WhenAll(RunAsync(one, 0), RunAsync(two, 1));

        Assert.Equal(A.Price(A.UsdEur, 1, 2_001), await one.HeldAsync(A.UsdEur));
        Assert.Equal(A.Price(A.BtcUsd, 1, 2_001), await one.HeldAsync(A.BtcUsd));
        Assert.True(one.Writer.Health.Refused + two.Writer.Health.Refused > 0, "They should have raced.");
        await Eventually.TrueAsync(
            () => heard.Messages.Count == one.Writer.Health.Written + two.Writer.Health.Written, "all broadcasts arrive");
        foreach (var pair in heard.Messages.Select(Read).GroupBy(price => price.Pair))
        {
            var order = pair.Select(price => (price.Epoch, price.Sequence)).ToArray();
            Assert.Equal(order.Order(), order);
        }
    }

    [Fact]
    public async Task ThatVeryPriceBeingThereCountsAsDone()
    {
        var prefix = RedisHost.NewPrefix();
        await using var one = await RedisHost.StartAsync(redis.Server, prefix);
        await using var two = await RedisHost.StartAsync(redis.Server, prefix);
        one.Publish(A.Price(A.UsdEur, 1));
        await one.HoldsAsync(A.Price(A.UsdEur, 1));
        two.Publish(A.Price(A.UsdEur, 1));
        await two.QuietAsync();
        Assert.Equal((0, 0), (two.Writer.Health.Written, two.Writer.Health.Refused));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"epoch\":{},\"sequence\":[]}")]
    [InlineData("{\"epoch\":1e300,\"sequence\":1}")]
    [InlineData("{\"from\":\"USD\",\"to\":\"EUR\",\"price\":1,\"timestamp\":\"2026-09-29T00:00:00Z\"}")]
    public async Task AStoredValueThatIsNoPriceOfOursIsOverwritten(string value)
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        await redis.Server.CommandAsync("SET", host.Keys.Latest(A.UsdEur), value);
        host.Publish(A.Price(A.UsdEur, 1));
        await host.HoldsAsync(A.Price(A.UsdEur, 1));
    }

    [Fact]
    public async Task AStoredValueThatIsNoStringIsOverwritten()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        await redis.Server.CommandAsync("SADD", host.Keys.Latest(A.UsdEur), "member");
        host.Publish(A.Price(A.UsdEur, 1));
        await host.QuietAsync();
        Assert.Equal(A.Price(A.UsdEur, 1), await host.HeldAsync(A.UsdEur));
    }

    [Fact]
    public async Task AForgottenScriptIsLoadedAgain()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        host.Publish(A.Price(A.UsdEur, 1));
        await host.HoldsAsync(A.Price(A.UsdEur, 1));
        await redis.Server.CommandAsync("SCRIPT", "FLUSH");
        host.Publish(A.Price(A.UsdEur, 2), A.Price(A.BtcUsd, 2));
        await host.HoldsAsync(A.Price(A.UsdEur, 2));
        await host.HoldsAsync(A.Price(A.BtcUsd, 2));
    }

    [Fact]
    public async Task WrittenPricesAreRecalled()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        var price = A.Price(A.UsdEur, 7);
        host.Publish(price);
        await host.HoldsAsync(price);
        await redis.Server.CommandAsync("SET", host.Keys.Latest(A.BtcUsd), "garbage");
        Assert.Equal([price], await host.Writer.RecallAsync(A.Pairs, CancellationToken.None));
        Assert.Equal(1, host.Writer.Health.Failures["malformed"]);
    }

    [Fact]
    public async Task MorePairsThanAllowedAreDroppedAndCounted()
    {
        await using var host = await RedisHost.StartAsync(redis.Server, null, ("Redis:MaxPairs", "1"));
        host.Publish(A.Price(A.UsdEur, 1), A.Price(A.BtcUsd, 1), A.Price(A.UsdEur, 2));
        await host.HoldsAsync(A.Price(A.UsdEur, 2));
        await host.QuietAsync();
        Assert.Equal(1, host.Writer.Health.Failures["too_many_pairs"]);
        Assert.Null(await host.HeldAsync(A.BtcUsd));
    }

    [Fact]
    public async Task AListenerThatThrowsDoesNotStopTheWriter()
    {
        var prefix = RedisHost.NewPrefix();
        await using var one = await RedisHost.StartAsync(redis.Server, prefix);
        await using var two = await RedisHost.StartAsync(redis.Server, prefix);
        two.Writer.Outdated += (_, _) => throw new InvalidOperationException("on purpose");
        one.Publish(A.Price(A.UsdEur, 1, epoch: 5_000));
        await one.HoldsAsync(A.Price(A.UsdEur, 1, epoch: 5_000));
        two.Publish(A.Price(A.UsdEur, 1, epoch: 4_000));
        await Eventually.TrueAsync(() => two.Writer.Health.Failures.GetValueOrDefault("listener") == 1, "the listener's failure is counted");
        two.Publish(A.Price(A.UsdEur, 1, epoch: 6_000));
        await two.HoldsAsync(A.Price(A.UsdEur, 1, epoch: 6_000));
    }

    [Fact]
    public async Task WhatWaitsIsWrittenBeforeTheEnd()
    {
        var prefix = RedisHost.NewPrefix();
        await using var reader = await RedisHost.StartAsync(redis.Server, prefix);
        await using (var host = await RedisHost.StartAsync(redis.Server, prefix))
        {
            host.Publish(A.Price(A.UsdEur, 1));
        }

        Assert.Equal(A.Price(A.UsdEur, 1), await reader.HeldAsync(A.UsdEur));
    }

    private static Price Read(string json) =>
        PriceJson.TryRead(System.Text.Encoding.UTF8.GetBytes(json), out var price, out var reason) ? price : throw new FormatException(reason);
}
