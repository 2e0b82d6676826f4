using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>The settings of <c>Redis</c> are in force, where no other test is about one.</summary>
public sealed class SettingsTests(SharedRedis redis) : IClassFixture<SharedRedis>
{
    [Fact]
    public async Task It_is_waited_for_and_looked_at_after_as_long_as_configured()
    {
        var time = new ObservedTime(TimeProvider.System);
        await using var host = await RedisHost.StartAsync(redis.Server, time, null, ("Redis:Deadline", "00:00:07.7"), ("Redis:CheckInterval", "00:00:00.123"));
        host.Publish(A.Price(A.UsdEur, 1));

        await time.TimerOf(TimeSpan.FromSeconds(7.7));
        await time.TimerOf(TimeSpan.FromMilliseconds(123));
    }

    [Fact]
    public async Task What_is_written_stands_under_the_prefix()
    {
        await using var host = await RedisHost.StartAsync(redis.Server, "mine:");
        host.Publish(A.Price(A.UsdEur, 1));
        await Eventually.TrueAsync(async () => await redis.Server.CommandAsync("EXISTS", "mine:latest_rate:USD-EUR") == "1", "the price is written");
    }

    /// <summary>Of a pair two prices are pending only while the first of them is in flight.</summary>
    [Fact]
    public async Task So_many_scripts_are_in_flight_at_once_and_no_more()
    {
        await using var host = await RedisHost.StartAsync(redis.Server, null, ("Redis:Window", "2"), ("Redis:Deadline", "00:01:00"));
        host.Publish([.. A.Pairs.Select(pair => A.Price(pair, 1))]);
        await host.QuietAsync();
        redis.Server.Pause();
        try
        {
            host.Publish([.. A.Pairs.Select(pair => A.Price(pair, 2))]);
            await Eventually.TrueAsync(
                () =>
                {
                    host.Publish([.. A.Pairs.Select(pair => A.Price(pair, 3))]);
                    return host.Writer.Health.Pending == A.Pairs.Length + 2;
                },
                "two are in flight",
                TimeSpan.FromSeconds(15));
        }
        finally
        {
            redis.Server.Resume();
        }
    }
}
