using Xunit.Abstractions;

namespace FxOrleans.Grains.Tests;

/// <summary>Real silo processes on a real redis-server. The figures are printed; the bounds are the product's.</summary>
[Collection(Timing.Name)]
public sealed class SiloProcessTests(ITestOutputHelper output)
{
    [Fact]
    public Task Killed_its_pairs_tick_again_within_three_seconds_and_it_gets_them_back() => Trio.TryAsync(output, async trio =>
    {
        await trio.ResetAsync(0, 1);
        trio.Silos[2].Kill();
        await WatchAsync(seconds: 5);
        await trio.NoPauseOverAsync(3000, "after a kill", 0, 1);

        await trio.ResetAsync(0, 1);
        await trio.StartAsync(2);
        await trio.SettledAsync();
        await trio.NoPauseOverAsync(2000, "after its return", 0, 1);
    });

    [Fact]
    public Task Stopped_and_started_again_one_after_the_other_no_pair_pauses_long() => Trio.TryAsync(output, async trio =>
    {
        for (var silo = 0; silo < trio.Silos.Length; silo++)
        {
            var stays = (silo + 1) % trio.Silos.Length;
            await trio.ResetAsync(stays);
            var took = await trio.Silos[silo].StopAsync();
            await WatchAsync(seconds: 3);
            await trio.NoPauseOverAsync(1000, $"silo {silo} has left in {took.TotalMilliseconds:0} ms", stays);

            await trio.ResetAsync(stays);
            await trio.StartAsync(silo);
            await trio.SettledAsync();
            await trio.NoPauseOverAsync(2000, $"silo {silo} has joined", stays);
        }
    });

    [Fact]
    public Task Frozen_its_pairs_tick_elsewhere_and_thawed_it_disturbs_nobody() => Trio.TryAsync(output, async trio =>
    {
        await trio.ResetAsync(0, 2);
        trio.Silos[1].Freeze();
        await WatchAsync(seconds: 10);
        await trio.NoPauseOverAsync(5000, "while frozen", 0, 2);

        await trio.ResetAsync(0, 2);
        trio.Silos[1].Thaw();
        await WatchAsync(seconds: 5);
        await trio.NoPauseOverAsync(1000, "after the thaw", 0, 2);
    });

    /// <summary>No wait for something to happen: the stretch of time that is measured.</summary>
    private static Task WatchAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
