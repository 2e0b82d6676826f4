using System.Collections.Concurrent;

using FxOrleans.Testing;

namespace FxOrleans.Client.Tests;

/// <summary>A subscription on a cluster that loses a silo.</summary>
public sealed class SubscriptionTests(RatesCluster cluster) : IClassFixture<RatesCluster>
{
    [Fact]
    public async Task A_subscription_outlives_a_silo()
    {
        var mid = 0.8m;
        cluster.Feed.Say("USD/EUR", () => mid += 0.00001m);
        var taken = new ConcurrentQueue<decimal>();
        await using var subscription = await cluster.Outside.SubscribeAsync([Given.Pair("USD/EUR")], rate =>
        {
            taken.Enqueue(rate.Mid);
            return ValueTask.CompletedTask;
        });
        await Eventually.TrueAsync(() => taken.Any(value => value > 0.8m), "it ticks");

        await cluster.KillAsync();
        var seen = taken.Max();
        await Eventually.TrueAsync(() => taken.Any(value => value > seen + 0.0001m), "it ticks on");
    }
}
