using FxOrleans.Load.Trials;
using FxOrleans.Testing;

using Xunit.Abstractions;

namespace FxOrleans.Grains.Tests;

/// <summary>Three silo processes that have settled on one redis-server.</summary>
internal sealed class Trio : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly List<(int Silo, int Gateway)> _ports = [.. Enumerable.Range(0, 3).Select(_ => SiloProcess.TwoPorts())];
    private readonly StallMeter _stalls = new();
    private readonly ITestOutputHelper _output;
    private readonly RedisServer _redis;

    private Trio(RedisServer redis, ITestOutputHelper output)
    {
        _redis = redis;
        _output = output;
    }

    public SiloProcess[] Silos { get; } = new SiloProcess[3];

    /// <summary>
    /// Runs the trial, and once or twice more where it fails: a machine that is busy with something else starves silos until
    /// they declare each other dead. What is broken fails every time.
    /// </summary>
    public static async Task TryAsync(ITestOutputHelper output, Func<Trio, Task> trial)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var trio = await StartAsync(output);
                await trial(trio);
                return;
            }
            catch (Exception failure) when (attempt < Attempts)
            {
                output.WriteLine($"Attempt {attempt} has failed: {failure.Message}");
            }
        }
    }

    /// <summary>Starts the silo again on the same ports, and waits until it has its share.</summary>
    public async Task StartAsync(int silo)
    {
        if (Silos[silo] is { } before)
        {
            await before.DisposeAsync();
        }

        Silos[silo] = await SiloProcess.StartAsync(_redis.ConnectionString, "fx", _ports[silo]);
    }

    public async Task SettledAsync() => await Eventually.TrueAsync(
        async () =>
        {
            var reports = await Task.WhenAll(Silos.Select(silo => silo.ReportAsync()));
            return reports.All(report => report.Read == TickingMarket.Pairs.Count && report.Hosted > 5)
                && reports.Sum(report => report.Hosted) == TickingMarket.Pairs.Count;
        },
        "every silo has its share and reads every pair",
        TimeSpan.FromSeconds(30));

    public async Task ResetAsync(params int[] silos)
    {
        foreach (var silo in silos)
        {
            await Silos[silo].ResetAsync();
        }
    }

    /// <summary>Prints what those silos' readers have seen, and asserts that no pair paused for longer.</summary>
    public async Task NoPauseOverAsync(int milliseconds, string when, params int[] silos)
    {
        foreach (var silo in silos)
        {
            var report = await Silos[silo].ReportAsync();
            _output.WriteLine($"{when}, seen from {silo}: {report}");
            Assert.Equal(TickingMarket.Pairs.Count, report.Gaps.Length);
            Assert.InRange(report.Gaps[0], 0, _stalls.Allow(milliseconds));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _output.WriteLine($"This machine left a ready thread waiting for up to {_stalls.Longest.TotalMilliseconds:0} ms.");
        _stalls.Dispose();
        foreach (var silo in Silos.Where(silo => silo is not null))
        {
            await silo.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private static async Task<Trio> StartAsync(ITestOutputHelper output)
    {
        var trio = new Trio(await RedisServer.StartAsync(), output);
        try
        {
            for (var silo = 0; silo < trio.Silos.Length; silo++)
            {
                await trio.StartAsync(silo);
            }

            await trio.SettledAsync();
            return trio;
        }
        catch
        {
            await trio.DisposeAsync();
            throw;
        }
    }
}
