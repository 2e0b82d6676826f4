using System.Globalization;

using FxOrleans.Pricing;
using FxOrleans.Redis;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains.Tests;

/// <summary>
/// This assembly started as a program is a silo of its own, for tests in which processes matter: on Redis, with three feeds
/// of <see cref="TickingMarket"/>. It reads lines: <c>reset</c> and <c>report</c> are about the gaps its reader has seen,
/// the end of input or <c>stop</c> stops it in order.
/// </summary>
internal static class SiloProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["silo", var redis, var prefix, var siloPort, var gatewayPort])
        {
            await Console.Error.WriteLineAsync("silo REDIS PREFIX SILOPORT GATEWAYPORT");
            return 2;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Redis:ConnectionString"] = redis;
        builder.Configuration["Redis:KeyPrefix"] = prefix;
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddRedis(builder.Configuration);
        foreach (var name in (string[])["A", "B", "C"])
        {
            builder.Services.AddSingleton<IRateProvider>(TickingMarket.Feed(name));
        }

        var clustering = new ClusteringOptions
        {
            Kind = ClusteringKind.Redis,
            ConnectionString = redis,
            ClusterId = prefix,
            ServiceId = prefix,
            AdvertisedAddress = "127.0.0.1",
            SiloPort = int.Parse(siloPort, CultureInfo.InvariantCulture),
            GatewayPort = int.Parse(gatewayPort, CultureInfo.InvariantCulture),
        };
        builder.UseOrleans(silo => silo.UseFxOrleans(clustering, TickingMarket.Pairs));
        using var host = builder.Build();
        await host.StartAsync();

        var meter = new GapMeter();
        var engine = host.Services.GetRequiredService<IRateEngine>();
        await engine.SubscribeAsync(meter.Receive, CancellationToken.None);
        await Console.Out.WriteLineAsync("started");
        while (await Console.In.ReadLineAsync() is { } line and not "stop")
        {
            if (line == "reset")
            {
                meter.Reset();
            }
            else
            {
                var gaps = string.Join(',', meter.Gaps().Select(gap => gap.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)));
                var pairs = host.Services.GetRequiredService<LocalGrains>().Pairs.Count;
                await Console.Out.WriteLineAsync($"report {meter.Pairs} {meter.Late} {pairs} {gaps}");
            }
        }

        await host.StopAsync();
        await Console.Out.WriteLineAsync("stopped");
        return 0;
    }
}
