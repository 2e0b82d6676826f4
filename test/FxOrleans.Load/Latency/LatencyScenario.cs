using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using FxOrleans.Load.Clients;
using FxOrleans.Load.Servers;
using FxOrleans.Load.Statistics;
using FxOrleans.Pricing;
using FxOrleans.Serving;
using FxOrleans.Serving.Hub;
using FxOrleans.Serving.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Load.Latency;

/// <summary>
/// From a provider's answer to a subscriber's frame, on a service that has little to do: a provider that streams, an
/// engine, the board, the fan-out, and a subscriber over loopback, by WebSocket and by SignalR.
/// </summary>
/// <param name="report">Where to.</param>
/// <param name="engine">Puts the engine into a host, for the pairs given.</param>
/// <param name="mostMedian">The bound on p50, in milliseconds.</param>
/// <param name="mostP99">The bound on p99, in milliseconds.</param>
internal sealed class LatencyScenario(
    Report report, Action<WebApplicationBuilder, IReadOnlyCollection<CurrencyPair>> engine, double mostMedian, double mostP99)
{
    public async Task RunAsync(int quotes)
    {
        await RunAsync("WebSocket", "/ws/rates?pairs=USD/EUR", [], quotes);
        await RunAsync(
            "SignalR",
            RatesHub.Path,
            ["{\"protocol\":\"json\",\"version\":1}\u001e", "{\"type\":1,\"target\":\"Subscribe\",\"arguments\":[[\"USD/EUR\"]]}\u001e"],
            quotes);
    }

    private async Task RunAsync(string name, string path, string[] sayings, int quotes)
    {
        using var start = new ManualResetEventSlim();
        var provider = new StampedProvider(quotes + 1, start);
        await using var app = Build(provider);
        await app.StartAsync();
        while (app.Services.GetRequiredService<PriceBook>().Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        using var socket = WebSockets.Open(new Uri(app.Urls.First()), path);
        foreach (var saying in sayings)
        {
            Epoll.Send((int)socket.Handle, WebSockets.Text(saying));
        }

        var latency = await Task.Factory.StartNew(() => Receive(socket, provider, start, quotes), TaskCreationOptions.LongRunning);
        socket.Close();
        await app.StopAsync();
        var expected = quotes - WarmUp(quotes);
        report.Line($"latency, {name}: {latency.Count} of {expected} quotes, one each 20 ms; from the provider's answer to the frame");
        report.Speed("arrived", latency.Count, 0.99 * expected, atLeast: true);
        report.Speed("p50", latency.Milliseconds(0.5), mostMedian, atLeast: false, " ms");
        report.Speed("p99", latency.Milliseconds(0.99), mostP99, atLeast: false, " ms", $"p90 {latency.Milliseconds(0.9):0.00} ms, slowest {latency.Milliseconds(1):0.00} ms");
    }

    // The first quotes warm up what they pass through.
    private static int WarmUp(int quotes) => quotes / 5;

    private WebApplication Build(StampedProvider provider)
    {
        CurrencyPair[] tracked = [CurrencyPair.Parse("USD/EUR")];
        var builder = Hosts.Create();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IRateProvider>(provider);
        engine(builder, tracked);
        builder.Services.AddServing(new ServingOptions { Tracked = tracked, Policy = new PricingPolicy(), Push = new PushOptions() });
        var app = builder.Build();
        app.UseServing();
        app.UseRouting();
        app.MapServing();
        return app;
    }

    private static Histogram Receive(Socket socket, StampedProvider provider, ManualResetEventSlim start, int quotes)
    {
        var warmUp = WarmUp(quotes);
        var latency = new Histogram();
        var buffer = new byte[16 * 1024];
        socket.ReceiveTimeout = 2000;
        var last = 0;
        while (last < quotes)
        {
            int length;
            try
            {
                length = socket.Receive(buffer);
            }
            catch (SocketException silence) when (silence.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                return latency;
            }

            var now = Stopwatch.GetTimestamp();
            start.Set();
            var text = buffer.AsSpan(0, length);
            var at = text.IndexOf("\"price\":"u8);
            if (at >= 0 && Utf8Parser.TryParse(text[(at + "\"price\":".Length)..], out decimal price, out _))
            {
                var number = (int)((price - StampedProvider.First) / StampedProvider.Each);
                if (number > last && number > warmUp)
                {
                    latency.Add((long)Stopwatch.GetElapsedTime(provider.Stamps[number], now).TotalMicroseconds);
                }

                last = Math.Max(last, number);
            }
        }

        return latency;
    }
}
