using FxOrleans.Abstractions;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;

using Orleans.TestingHost;

namespace FxOrleans.Grains.Tests;

/// <summary>An ingestion that dies and comes back does not spend a keyed provider's budget twice.</summary>
public sealed class QuotaTests
{
    [Fact]
    public async Task Churn_does_not_double_the_calls_to_a_provider_with_a_budget()
    {
        var keyed = new Feed(Given.Live("Keyed"))
        {
            QuotaLeft = 100,
            Terms = new ProviderTerms { Interval = TimeSpan.FromSeconds(30), IntervalIsConfigured = true, Timeout = TimeSpan.FromSeconds(1) },
        };
        var free = new Feed(Given.Live("Free")) { Terms = keyed.Terms };
        keyed.Say("EUR/USD", 1.1m);
        free.Say("EUR/USD", 1.1m);
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [keyed, free] });
        await Eventually.TrueAsync(() => keyed.Asked == 1 && free.Asked == 1, "both have been asked");

        var grains = cluster.Cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        var keyedIngestion = grains.GetGrain<IIngestionGrain>("Keyed");
        await Eventually.TrueAsync(async () => (await keyedIngestion.GetStatusAsync()).QuotaLeft == 100, "the budget is known");
        for (var round = 0; round < 3; round++)
        {
            var before = free.Asked;
            await cluster.Cluster.DeactivateAsync(keyedIngestion);
            await cluster.Cluster.DeactivateAsync(grains.GetGrain<IIngestionGrain>("Free"));
            await Eventually.TrueAsync(() => free.Asked > before, "the pings bring them back, and one without a budget asks at once");
            await keyedIngestion.GetStatusAsync();
            Assert.Equal(1, keyed.Asked);
        }
    }
}
