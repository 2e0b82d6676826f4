using System.Diagnostics;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// Starts the built host with the demo market again and again: how long after the start of its process it listens, has a first price,
/// has one that has moved, and is ready.
/// </summary>
internal sealed class StartScenario(Report report)
{
    /// <summary>Its name.</summary>
    public const string Name = "start";

    private const string Path = "/rate?from=USD&to=EUR";
    private const double MostSeconds = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task RunAsync(int rounds)
    {
        var starts = new List<(double Listens, double Price, double Moved, double Ready)>();
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await using var host = await SiloProcess.StartAsync("--Demo:Enabled=true");
            var listens = clock.Elapsed.TotalSeconds;
            var ready = ReadyAsync(host, clock);
            var (first, price) = await PriceAsync(host, clock, _ => true);
            var (_, moved) = await PriceAsync(host, clock, rate => rate.Price != first);
            starts.Add((listens, price, moved, await ready));
            await host.StopAsync();
        }

        report.Line($"start: the host {rounds} times, seconds after the start of its process, median (least–most)");
        report.Line($"     listens {Of(start => start.Listens)}, first price {Of(start => start.Price)}, ready {Of(start => start.Ready)}, moving price {Of(start => start.Moved)}");
        report.Bound("first moving price, median", Spread.Of(starts.Select(start => start.Moved)).Median, MostSeconds, atLeast: false, " s");

        string Of(Func<(double Listens, double Price, double Moved, double Ready), double> part) => Spread.Of(starts.Select(part)).Text();
    }

    private static async Task<(decimal Price, double Seconds)> PriceAsync(SiloProcess host, Stopwatch clock, Func<WireRate, bool> fits)
    {
        while (clock.Elapsed < Patience)
        {
            using var answer = await host.Http.GetAsync(Path);
            if (answer.IsSuccessStatusCode && WireRate.Read(System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement) is var rate && fits(rate))
            {
                return (rate.Price, clock.Elapsed.TotalSeconds);
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        throw new TimeoutException($"No such price within {Patience}:\n{host.Output}");
    }

    private static async Task<double> ReadyAsync(SiloProcess host, Stopwatch clock)
    {
        await host.ReadyAsync();
        return clock.Elapsed.TotalSeconds;
    }
}
