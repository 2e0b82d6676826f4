using FxOrleans.Abstractions;
using FxOrleans.Grains;
using FxOrleans.Load.Statistics;
using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace FxOrleans.Load.Engines;

/// <summary>
/// One silo, one provider that streams, one subscriber of every shard stream: whether that many ticks a second come through,
/// each decided by its pair's grain, and how long each takes from the provider's answer.
/// </summary>
internal static class StreamScenario
{
    private const int Pairs = 250;

    /// <summary>Everything is compiled and placed by then.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(Report report, int perSecond, double seconds)
    {
        var provider = new PacedProvider(perSecond, Pairs);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddSingleton<IRateProvider>(provider);
        builder.UseOrleans(silo => silo.UseFxOrleans(OneSilo.Clustering(), []));
        using var host = builder.Build();
        await host.StartAsync();

        var meter = new StreamMeter();
        var streams = host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(TickStreams.Provider);
        for (var shard = 0; shard < TickStreams.DefaultShards; shard++)
        {
            await streams.GetStream<TickMessage>(TickStreams.Of(shard)).SubscribeAsync(meter.TakeAsync);
        }

        await Task.Delay(WarmUp, TimeProvider.System);
        var cpu = Environment.CpuUsage.TotalTime;
        var sent = provider.Sent;
        meter.Start();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        var (count, latency) = meter.Stop();
        sent = provider.Sent - sent;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        report.Line($"streams: {sent / seconds:0} quotes a second of {Pairs} pairs into one silo; {cpu.TotalSeconds / seconds:0.00} cores");
        report.Speed("ticks a second through the streams", count / seconds, 0.99 * perSecond, atLeast: true);
        report.Line($"     from the provider's answer to the subscriber: p50 {latency.Milliseconds(0.5):0.0} ms, p99 {latency.Milliseconds(0.99):0.0} ms, slowest {latency.Milliseconds(1):0.0} ms");
        await host.StopAsync();
    }
}
