using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace FxOrleans.Providers.Tests.Quotas;

/// <summary>
/// A day of each keyed provider with its default quota, asked much too often for two hours of it, with 429s, outages, restarts by day
/// and an hour of a crash loop: whatever upstream counts, in any window, stays within the limit.
/// </summary>
public sealed class DayOfCallsTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fx-day-").FullName;
    private long _answers;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("OneFrame", "00:00:30", 1000, "24:00:00")]
    [InlineData("OneFrame", null, 1000, "24:00:00")]
    [InlineData("CoinGecko", "00:00:00.5", 100, "00:01:00")]
    [InlineData("Finnhub", "00:00:02", 60, "00:01:00")]
    [InlineData("Finnhub", null, 60, "00:01:00")]
    public async Task A_keyed_provider_stays_within_its_limit(string name, string? interval, int calls, string window)
    {
        Assert.True(CallQuota.TryParse($"{calls}/{window}", out var quota));
        var time = new FakeTime();
        var upstream = new CountingUpstream(time, seed: 24);
        var random = new Randomness(24);
        var (restarts, spent, end) = (0, 0, time.GetUtcNow() + TimeSpan.FromDays(1));
        while (time.GetUtcNow() < end)
        {
            restarts++;
            var hours = (time.GetUtcNow() - time.Start).TotalHours;
            var until = time.GetUtcNow() + (hours is > 8 and < 9 ? TimeSpan.FromSeconds(1 + random.Below(10)) : TimeSpan.FromMinutes(1 + random.Below(60)));
            spent += await LiveAsync(name, name == "OneFrame" || hours is > 8 and < 10 ? interval : null, upstream, time, until < end ? until : end);
        }

        var most = upstream.MostIn(quota.Window);
        output.WriteLine($"{name}: {upstream.Calls.Count} calls in 24 h, {upstream.Refused} refused; at most {most} in {quota.Window} of {quota.Calls}; {restarts} restarts; {spent} times the budget was spent");
        Assert.InRange(most, 1, quota.Calls);
        Assert.True(_answers > upstream.Calls.Count / 10, $"{_answers} answers were good");
        Assert.True(upstream.Refused > 10, "there were 429s");
        Assert.True(restarts > 200, "there were restarts");
        Assert.True(interval is null || (spent > 0 && most > 0.9 * quota.Calls), "more was asked for than there is");
    }

    /// <summary>One life of the process. Gives how often the budget was found to be spent.</summary>
    private async Task<int> LiveAsync(string name, string? interval, CountingUpstream upstream, FakeTime time, DateTimeOffset until)
    {
        using var store = new FileQuotaStore(Path.Combine(_directory, "quotas.json"), NullLogger<FileQuotaStore>.Instance);
        await using var services = Services(name, interval, upstream, time, store);
        var poll = new ProviderPoll(services.GetServices<IRateProvider>().Single(provider => provider.Source.Name == name), static _ => { }, time);
        while (time.GetUtcNow() < until)
        {
            var asked = poll.OnceAsync(CancellationToken.None);
            while (!asked.IsCompleted)
            {
                // It pauses between tries: on the clock that only moves here.
                time.Advance(TimeSpan.FromMilliseconds(250));
                await Task.Yield();
            }

            var pause = await asked;
            time.Advance(pause < until - time.GetUtcNow() ? pause : until > time.GetUtcNow() ? until - time.GetUtcNow() : TimeSpan.Zero);
        }

        _answers += poll.Meter.Status().Answers;
        return (int)poll.Meter.Status().Failures.GetValueOrDefault("quota_spent");
    }

    private static ServiceProvider Services(string name, string? interval, CountingUpstream upstream, FakeTime time, IQuotaStore store)
    {
        // The others are off, so that hundreds of lives are quick to begin.
        var off = new[] { "CurrencyApi", "Ecb", "Frankfurter", "OpenErApi", "CoinGecko" }.Where(other => other != name);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(off.Select(other => KeyValuePair.Create($"Providers:{other}:Enabled", (string?)"false")))
        {
            [$"Providers:{name}:BaseUrl"] = "http://127.0.0.1:9/",
            [$"Providers:{name}:ApiKey"] = "key",
            [$"Providers:{name}:Interval"] = interval,
        }).Build();
        return new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(store)
            .AddSingleton(given => new Upstreams(time, store, given.GetRequiredService<IHttpClientFactory>(), () => 0.5))
            .AddRateProviders(configuration, [.. new[] { "USD/EUR", "AAPL/USD", "MSFT/USD", "BTC/USD", "ETH/USD" }.Select(CurrencyPair.Parse)])
            .ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = upstream))
            .BuildServiceProvider();
    }
}
