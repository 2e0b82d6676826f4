using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>Budgets in Redis: all hosts together keep to them, and Redis being away holds nobody up.</summary>
public sealed class QuotaStoreTests : IAsyncLifetime
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string _prefix = RedisHost.NewPrefix();
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task TwoActivationsAtOnceSpendNoMoreThanThereIs()
    {
        await using var one = await PatientHostAsync();
        await using var two = await PatientHostAsync();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => SpendAsync(i % 2 == 0 ? one : two, 60))));

        Assert.Equal(60, receipts.Count(receipt => receipt.Granted));
        Assert.Equal(Enumerable.Range(0, 60), receipts.Where(receipt => receipt.Granted).Select(receipt => receipt.Left).Order());
        Assert.All(receipts.Where(receipt => !receipt.Granted), receipt => Assert.InRange(receipt.RetryAfter, Hour - TimeSpan.FromMinutes(1), Hour + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task ARestartForgetsNothingAndTheHourFreesIt()
    {
        for (var run = 0; run < 3; run++)
        {
            await using var host = await PatientHostAsync();
            Assert.Equal(2 - run, (await SpendAsync(host, 3, seconds: run * 120)).Left);
        }

        await using var last = await PatientHostAsync();
        var spent = await SpendAsync(last, 3, seconds: 360);
        Assert.False(spent.Granted);
        Assert.Equal(Hour + TimeSpan.FromSeconds(60 - 360), spent.RetryAfter);
        Assert.True((await SpendAsync(last, 3, seconds: 360 + spent.RetryAfter.TotalSeconds)).Granted);
    }

    [Fact]
    public async Task A_provider_that_asked_one_host_to_be_left_alone_is_left_alone_by_all()
    {
        await using var one = await PatientHostAsync();
        await using var two = await PatientHostAsync();
        Assert.Equal(TimeSpan.Zero, await two.Quotas.RestOfAsync("Any", Now, CancellationToken.None));

        await one.Quotas.RestAsync("Any", Hour, Now);

        Assert.InRange(await two.Quotas.RestOfAsync("Any", Now, CancellationToken.None), Hour - TimeSpan.FromMinutes(1), Hour);
        Assert.Equal(TimeSpan.Zero, await two.Quotas.RestOfAsync("Another", Now, CancellationToken.None));
        await one.Quotas.RestAsync("Short", TimeSpan.FromMilliseconds(50), Now);
        Assert.Equal(TimeSpan.Zero, await two.Quotas.RestOfAsync("Any", Now + Hour, CancellationToken.None)); // By the clock of the process, as all of the budgets.
        await Eventually.TrueAsync(async () => await two.Quotas.RestOfAsync("Short", Now, CancellationToken.None) == TimeSpan.Zero, "the rest is over");

        foreach (var nonsense in (string[])["nonsense", "9223372036854775807", "-9223372036854775808"])
        {
            await _redis.CommandAsync("SET", one.Keys.Rest("Any"), nonsense);
            Assert.Equal(TimeSpan.Zero, await two.Quotas.RestOfAsync("Any", Now, CancellationToken.None));
        }

        await using var three = await RedisHost.StartAsync(_redis, _prefix);
        _redis.Kill();
        await three.Quotas.RestAsync("Any", Hour, Now);
        Assert.Equal(TimeSpan.Zero, await three.Quotas.RestOfAsync("Any", Now, CancellationToken.None));
    }

    [Fact]
    public async Task WhatRedisHoldsIsReplacedWhenItIsNoBudget()
    {
        await using var host = await PatientHostAsync();
        await _redis.CommandAsync("SET", host.Keys.Quota("Any"), "nonsense");
        Assert.Equal(2, (await SpendAsync(host, 3)).Left);
        await _redis.CommandAsync("HSET", host.Keys.Quota("Any"), "nonsense", "7");
        Assert.Equal(1, (await SpendAsync(host, 3)).Left);
        Assert.Equal("0", await _redis.CommandAsync("HEXISTS", host.Keys.Quota("Any"), "nonsense"));
        Assert.NotEqual("-1", await _redis.CommandAsync("PTTL", host.Keys.Quota("Any")));
    }

    [Fact]
    public async Task RedisAwayHoldsNobodyUpAndIsToldLater()
    {
        await using var host = await RedisHost.StartAsync(_redis, _prefix);
        await SpendAsync(host, 10);
        _redis.Kill();
        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(8 - call, (await SpendAsync(host, 10)).Left);
        }

        await _redis.RestartAsync();
        await Eventually.TrueAsync(
            async () => (await SpendAsync(host, 1_000_000)).Granted && await _redis.CommandAsync("EXISTS", host.Keys.Quota("Any")) == "1", "Redis is told");
        await using var other = await PatientHostAsync();
        Assert.False((await SpendAsync(other, 6)).Granted);
    }

    [Fact]
    public async Task AFullRedisHoldsNobodyUpAndIsToldOfOnce()
    {
        await using var host = await PatientHostAsync();
        await SpendAsync(host, 10);
        await _redis.CommandAsync("CONFIG", "SET", "maxmemory", "1000");
        for (var call = 0; call < 20; call++)
        {
            Assert.Equal(call < 9, (await SpendAsync(host, 10)).Granted);
        }

        Assert.Single(host.Logs, line => line.Contains("budgets (full)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFrozenRedisIsWaitedForOnlyOnceAndNotLong()
    {
        await using var host = await RedisHost.StartAsync(_redis, _prefix, ("Redis:Deadline", "00:00:00.2"));
        await SpendAsync(host, 10);
        _redis.Pause();
        for (var call = 0; call < 9; call++)
        {
            Assert.Equal(8 - call, (await SpendAsync(host, 10).WaitAsync(TimeSpan.FromSeconds(30))).Left);
        }

        Assert.False((await SpendAsync(host, 10)).Granted);
        _redis.Resume();
    }

    // What Redis says is asserted here, so that a busy machine must not make a host go by what it knows itself.
    private Task<RedisHost> PatientHostAsync() => RedisHost.StartAsync(_redis, _prefix, ("Redis:Deadline", "00:01:00"));

    private static async Task<QuotaReceipt> SpendAsync(RedisHost host, int calls, double seconds = 0) =>
        await host.Quotas.SpendAsync("Any", calls, Hour, A.Noon.AddSeconds(seconds), CancellationToken.None);
}
