using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains.Tests;

/// <summary>
/// <c>bench QUOTES_A_SECOND PAIRS SECONDS</c>: one silo, one streaming provider, one subscriber; prints how many ticks came
/// through and how long each took from the provider's answer to the subscriber.
/// </summary>
internal static class BenchProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var numbers = args.Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var provider = new PacedFeed(numbers[0], numbers[1]);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddSingleton<IRateProvider>(provider);
        var (silo, gateway) = SiloProcess.FreePorts();
        builder.UseOrleans(orleans => orleans.UseFxOrleans(new ClusteringOptions { SiloPort = silo, GatewayPort = gateway }, []));
        using var host = builder.Build();
        await host.StartAsync();

        var took = new ConcurrentQueue<double>();
        var measuring = false;
        await host.Services.GetRequiredService<IRateEngine>().SubscribeAsync(
            batch =>
            {
                var now = TimeProvider.System.GetUtcNow();
                foreach (var price in batch.Prices.Span)
                {
                    if (Volatile.Read(ref measuring))
                    {
                        took.Enqueue((now - price.Timestamp).TotalMilliseconds);
                    }
                }
            },
            CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System); // Everything is compiled and placed by then.
        var sent = provider.Sent;
        var cpu = Environment.CpuUsage.TotalTime;
        measuring = true;
        await Task.Delay(TimeSpan.FromSeconds(numbers[2]), TimeProvider.System);
        measuring = false;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        sent = provider.Sent - sent;

        var sorted = took.Order().ToArray();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{sent / numbers[2]} quotes/s in, {sorted.Length / numbers[2]} ticks/s out; p50 {sorted[sorted.Length / 2]:0.0} ms, p99 {sorted[sorted.Length * 99 / 100]:0.0} ms, max {sorted[^1]:0.0} ms; {cpu.TotalSeconds / numbers[2]:0.00} cores"));
        await host.StopAsync();
        return 0;
    }

    private sealed class PacedFeed(int perSecond, int pairs) : IStreamingRateProvider
    {
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

        private readonly CurrencyPair[] _pairs =
            [.. AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Take(pairs).Select(asset => new CurrencyPair(asset, AssetCatalog.Usd))];

        private long _sent;

        public long Sent => Interlocked.Read(ref _sent);

        public QuoteSource Source { get; } = Given.Live("Bench");

        public ProviderTerms Terms { get; } = new() { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1) };

        public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => throw new NotSupportedException();

        public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
        {
            var startedAt = TimeProvider.System.GetTimestamp();
            var (next, mid) = (0, 1m);
            while (true)
            {
                await Task.Delay(Step, TimeProvider.System, cancel);
                var due = (long)(TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds * perSecond) - Sent;
                var quotes = new List<Quote>();
                for (; quotes.Count < due; next++)
                {
                    mid += 0.0001m;
                    Quote.TryCreate(Source, _pairs[next % _pairs.Length], mid, TimeProvider.System.GetUtcNow(), out var quote, out _);
                    quotes.Add(quote);
                }

                Interlocked.Add(ref _sent, quotes.Count);
                yield return new ProviderAnswer(quotes, []);
            }
        }
    }
}
