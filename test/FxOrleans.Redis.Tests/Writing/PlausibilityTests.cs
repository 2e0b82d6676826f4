using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>Rows that somebody else wrote are not believed where they cannot be prices of now; the next price overwrites them.</summary>
public sealed class PlausibilityTests(SharedRedis redis) : IClassFixture<SharedRedis>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static TheoryData<string> Poison => new()
    {
        Row("\"price\":0.9", Now, 1L << 53),
        Row("\"price\":0.9", Now, Now.AddDays(3).ToUnixTimeMilliseconds()),
        Row("\"price\":0.9", new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), 5),
        Row("\"price\":0.9", Now.AddHours(2), 5),
        Row("\"price\":0.9,\"freshUntil\":\"2099-01-01T00:00:00Z\",\"kind\":\"periodic\"", Now, 5),
        Row("\"bid\":0.8,\"ask\":0.9", Now, Now.ToUnixTimeMilliseconds()),
        Row("\"price\":null", Now, Now.ToUnixTimeMilliseconds()),
        Row("\"price\":1e-20", Now, Now.ToUnixTimeMilliseconds()),
        Row("\"price\":1e20", Now, Now.ToUnixTimeMilliseconds()),
        Row("\"price\":0", Now, Now.ToUnixTimeMilliseconds()),
        Row("\"price\":-1", Now, Now.ToUnixTimeMilliseconds()),
        Row("\"price\":0.9", Now, Now.ToUnixTimeMilliseconds(), sequence: 1L << 53),
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task A_poisoned_row_is_not_read_is_overwritten_by_the_next_price_and_counted(string row)
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        await redis.Server.CommandAsync("SET", host.Keys.Latest(A.UsdEur), row);
        await redis.Server.CommandAsync("SET", host.Keys.Rates, $"[{row}]");

        Assert.Empty(await host.Source.SnapshotAsync(CancellationToken.None));
        Assert.Empty(await host.Writer.RecallAsync([A.UsdEur], CancellationToken.None));

        var counted = host.Writer.Health.Failures.GetValueOrDefault("implausible");
        host.Publish(A.Price(A.UsdEur, 1));
        await host.HoldsAsync(A.Price(A.UsdEur, 1));
        await host.QuietAsync();
        Assert.Equal(counted + 1, host.Writer.Health.Failures["implausible"]);
        Assert.Equal(0, host.Writer.Health.Refused);
    }

    [Fact]
    public async Task A_plausible_row_of_a_clock_that_runs_ahead_is_kept_and_its_epoch_told()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        var ahead = Now.AddMinutes(30).ToUnixTimeMilliseconds();
        await redis.Server.CommandAsync("SET", host.Keys.Latest(A.UsdEur), Row("\"price\":0.9", Now.AddMinutes(30), ahead));
        var told = new TaskCompletionSource<long>();
        host.Writer.Outdated += (_, epoch) => told.TrySetResult(epoch);

        host.Publish(A.Price(A.UsdEur, 1));

        Assert.Equal(ahead, await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(ahead, Assert.Single(await host.Writer.RecallAsync([A.UsdEur], CancellationToken.None)).Epoch);
        Assert.Equal(1, host.Writer.Health.Refused);
    }

    [Fact]
    public async Task A_sheet_heals_a_poisoned_row_too()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        await redis.Server.CommandAsync("SET", host.Keys.Latest(A.UsdEur), Row("\"price\":0.9", Now, 1L << 53));

        await host.Service<IRateSnapshotStore>().WriteAsync([A.Price(A.UsdEur, 1)], [A.Price(A.UsdEur, 1)], A.Noon, CancellationToken.None);

        Assert.Equal(A.Price(A.UsdEur, 1), await host.HeldAsync(A.UsdEur));
    }

    [Fact]
    public async Task The_script_keeps_what_the_service_writes_itself()
    {
        await using var host = await RedisHost.StartAsync(redis.Server);
        var fixing = A.Price(A.UsdEur, 1, Now.ToUnixTimeMilliseconds()) with { Kind = SourceKind.Fixing, Timestamp = Now.AddHours(20), FreshUntil = Now.AddDays(5) };
        var tiny = A.Price(A.BtcUsd, 1, Now.ToUnixTimeMilliseconds(), Quote.Min * 1000);
        host.Publish(fixing, tiny);
        await host.QuietAsync();

        host.Publish(fixing with { Sequence = 2 }, tiny with { Sequence = 2 });
        await host.QuietAsync();

        Assert.Empty(host.Writer.Health.Failures);
        Assert.Equal(2, (await host.Writer.RecallAsync(A.Pairs, CancellationToken.None)).Count);
    }

    private static string Row(string fields, DateTimeOffset at, long epoch, long sequence = 7) =>
        $$"""{"from":"USD","to":"EUR",{{fields}},"timestamp":"{{WireTime.Format(at)}}","epoch":{{epoch}},"sequence":{{sequence}}}""";
}
