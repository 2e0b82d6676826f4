using System.Diagnostics;
using System.Text.Json;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// Starts the host with the demo market again and again, as it has been built or by <c>./fx run</c> in a fresh clone of what is committed:
/// how long after the start of its process it listens, has a first price, is ready, and has a price that has moved.
/// </summary>
internal sealed class StartScenario(Report report)
{
    /// <summary>Its name.</summary>
    public const string Name = "start";

    private const string Path = "/rate?from=USD&to=EUR";
    private const double MostSeconds = 4;
    private const double MostSecondsOfClone = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task RunAsync(int rounds, int clones)
    {
        if (rounds > 0)
        {
            await RoundsAsync("built", rounds, MostSeconds, () => StartAsync(() => SiloProcess.StartAsync("--Demo:Enabled=true")));
        }

        if (clones > 0)
        {
            await RoundsAsync("from a fresh clone", clones, MostSecondsOfClone, CloneAsync);
        }
    }

    private async Task RoundsAsync(string what, int rounds, double most, Func<Task<(double Listens, double Price, double Moved, double Ready)>> start)
    {
        var starts = new List<(double Listens, double Price, double Moved, double Ready)>();
        for (var round = 0; round < rounds; round++)
        {
            starts.Add(await start());
        }

        report.Line($"start: {what}, {rounds} times, seconds to each, median (least–most)");
        report.Line($"     listens {Of(start => start.Listens)}, first price {Of(start => start.Price)}, ready {Of(start => start.Ready)}, moving price {Of(start => start.Moved)}");
        report.Speed($"first moving price {what}, median", Spread.Of(starts.Select(start => start.Moved)).Median, most, atLeast: false, " s");

        string Of(Func<(double Listens, double Price, double Moved, double Ready), double> part) => Spread.Of(starts.Select(part)).Text();
    }

    private static async Task<(double Listens, double Price, double Moved, double Ready)> StartAsync(Func<Task<SiloProcess>> start)
    {
        var clock = Stopwatch.StartNew();
        await using var host = await start();
        var listens = clock.Elapsed.TotalSeconds;
        var ready = ReadyAsync(host, clock);
        var (first, price) = await PriceAsync(host, clock, _ => true);
        var (_, moved) = await PriceAsync(host, clock, rate => rate.Price != first);
        var readyAfter = await ready;
        await host.StopAsync();
        return (listens, price, moved, readyAfter);
    }

    private static async Task<(double Listens, double Price, double Moved, double Ready)> CloneAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fx-clone-").FullName;
        try
        {
            await Shell.RunAsync($"git clone -q . '{folder}'");
            return await StartAsync(() => SiloProcess.StartByAsync($"'{folder}/fx' run", new Dictionary<string, string> { ["FX_BUILT"] = "no" }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(decimal Price, double Seconds)> PriceAsync(SiloProcess host, Stopwatch clock, Func<WireRate, bool> fits)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience;)
        {
            using var answer = await host.Http.GetAsync(Path);
            if (answer.IsSuccessStatusCode)
            {
                var rate = WireRate.Read(JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement);
                if (fits(rate))
                {
                    return (rate.Price, clock.Elapsed.TotalSeconds);
                }
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
