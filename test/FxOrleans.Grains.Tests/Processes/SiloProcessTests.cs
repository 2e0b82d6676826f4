using FxOrleans.Testing;

using Xunit.Abstractions;

namespace FxOrleans.Grains.Tests;

/// <summary>Real silo processes on a real redis-server. The bounds are those of the product, the figures are printed.</summary>
[Collection(Timing.Name)]
public sealed class SiloProcessTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly List<SiloProcess> _silos = [];
    private readonly List<(int Silo, int Gateway)> _ports = [.. Enumerable.Range(0, 3).Select(_ => SiloProcess.FreePorts())];
    private readonly StallMeter _stalls = new();
    private RedisServer _redis = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        foreach (var ports in _ports)
        {
            _silos.Add(await SiloProcess.StartAsync(_redis.ConnectionString, "fx", ports));
        }

        await SettledAsync();
    }

    public async Task DisposeAsync()
    {
        output.WriteLine($"this machine left a ready thread waiting for up to {_stalls.Longest.TotalMilliseconds:0} ms");
        _stalls.Dispose();
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Killed_its_pairs_tick_again_within_three_seconds_and_it_gets_them_back()
    {
        await ResetAsync();
        _silos[2].Kill();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System); // What is measured is this stretch of time.
        await ReportAsync("after a kill", 0, 1);
        foreach (var silo in _silos[..2])
        {
            var report = await silo.ReportAsync();
            Assert.Equal(TickingMarket.Pairs.Count, report.Read);
            Assert.InRange(report.Gaps[0], 0, _stalls.Allow(3000));
        }

        await ResetAsync(0, 1);
        _silos[2] = await SiloProcess.StartAsync(_redis.ConnectionString, "fx", _ports[2]);
        await SettledAsync();
        await ReportAsync("after its return", 0, 1, 2);
        Assert.InRange((await _silos[0].ReportAsync()).Gaps[0], 0, _stalls.Allow(3000));
    }

    [Fact]
    public async Task Stopped_and_started_again_one_after_the_other_no_pair_pauses_long()
    {
        for (var i = 0; i < _silos.Count; i++)
        {
            var stays = (i + 1) % _silos.Count;
            await ResetAsync(stays);
            var took = await _silos[i].StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System); // What is measured is this stretch of time.
            await ReportAsync($"silo {i} has left in {took.TotalMilliseconds:0} ms", stays);
            var leave = (await _silos[stays].ReportAsync()).Gaps[0];
            await ResetAsync(stays);
            await _silos[i].DisposeAsync();
            _silos[i] = await SiloProcess.StartAsync(_redis.ConnectionString, "fx", _ports[i]);
            await SettledAsync();
            await ReportAsync($"silo {i} has joined", stays);
            var join = (await _silos[stays].ReportAsync()).Gaps[0];
            Assert.InRange(leave, 0, _stalls.Allow(2000));
            Assert.InRange(join, 0, _stalls.Allow(3000));
        }
    }

    [Fact]
    public async Task Frozen_its_pairs_tick_elsewhere_and_thawed_it_disturbs_nobody()
    {
        await ResetAsync();
        _silos[1].Freeze();
        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System); // What is measured is this stretch of time.
        await ReportAsync("while frozen", 0, 2);
        Assert.InRange((await _silos[0].ReportAsync()).Gaps[0], 0, _stalls.Allow(5000));

        await ResetAsync(0, 2);
        _silos[1].Thaw();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System); // What is measured is this stretch of time.
        await ReportAsync("after the thaw", 0, 2);
        Assert.InRange((await _silos[0].ReportAsync()).Gaps[0], 0, _stalls.Allow(2000));
    }

    private async Task SettledAsync() => await Eventually.TrueAsync(
        async () =>
        {
            var reports = await Task.WhenAll(_silos.Select(silo => silo.ReportAsync()));
            return reports.All(report => report.Read == TickingMarket.Pairs.Count && report.Hosted > 5)
                && reports.Sum(report => report.Hosted) == TickingMarket.Pairs.Count;
        },
        "every silo has its share and reads every pair",
        TimeSpan.FromSeconds(30));

    private async Task ResetAsync(params int[] silos)
    {
        foreach (var silo in silos.Length == 0 ? [0, 1, 2] : silos)
        {
            await _silos[silo].ResetAsync();
        }
    }

    private async Task ReportAsync(string when, params int[] silos)
    {
        foreach (var silo in silos)
        {
            output.WriteLine($"{when}, seen from {silo}: {await _silos[silo].ReportAsync()}");
        }
    }
}
