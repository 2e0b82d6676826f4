using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>A Redis that stands still again and again, for shorter and for longer than a connection is given up: it is in step each time after.</summary>
public sealed class FreezeTests : IAsyncLifetime
{
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task After_each_thaw_prices_are_written_heard_and_budgets_kept_again()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, ("Redis:Deadline", "00:00:00.2"), ("Redis:CheckInterval", "00:00:00.1"));
        var inbox = new Inbox<Price>();
        await using var stream = await host.Source.SubscribeAsync(
            batch =>
            {
                foreach (var price in batch.Prices.Span)
                {
                    inbox.Put(price);
                }
            },
            CancellationToken.None);
        await host.QuietAsync();
        for (var freeze = 1; freeze <= 6; freeze++)
        {
            _redis.Pause();
            host.Publish(A.Price(A.UsdEur, freeze));
            var (hangs, seen) = (freeze % 2 == 1, freeze % 2 == 1 ? "slow" : "away");
            await Eventually.TrueAsync(() => host.Service<RedisRateEngine>().State == seen || (hangs && !host.Service<RedisConnection>().IsUp), $"it is seen to be {seen}");
            Assert.True((await host.Quotas.SpendAsync("Any", 100, TimeSpan.FromHours(1), A.Noon, CancellationToken.None)).Granted);
            _redis.Resume();

            await host.HoldsAsync(A.Price(A.UsdEur, freeze));
            await host.QuietAsync();
            await Eventually.TrueAsync(() => host.Service<RedisRateEngine>().State == "ok", "it is well again");

            // Said until it is heard: what is said before the subscription stands again is lost.
            var said = 1_000L * freeze;
            await Eventually.TrueAsync(
                async () =>
                {
                    host.Publish(A.Price(A.BtcUsd, ++said));
                    await host.QuietAsync();
                    return inbox.Drain().Any(price => price.Pair == A.BtcUsd && price.Sequence > 1_000L * freeze);
                },
                $"it is heard again after freeze {freeze}");
        }

        Assert.DoesNotContain(host.Logs, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
