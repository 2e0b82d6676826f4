using FxOrleans.Abstractions;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;

using Orleans.Hosting;

namespace FxOrleans.Grains.Tests;

/// <summary>What arrives at a pair names a provider; what that provider is, the silo knows itself.</summary>
public sealed class KnownSourceTests
{
    [Fact]
    public async Task A_message_cannot_make_a_simulated_source_real_or_bring_one_that_nobody_has_configured()
    {
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [new Feed(Given.Simulated("Demo"))] });
        var pair = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ICurrencyPairGrain>("EUR-USD");
        var now = TimeProvider.System.GetUtcNow();

        var unknown = await pair.SubmitAsync([Given.Quote("EUR/USD", 0.5m, now, Given.Live("Stranger"))]);
        Assert.Equal([Verdict.UnknownSource], unknown.Verdicts);
        Assert.False(unknown.HasPrice);
        Assert.Null((await pair.ExplainAsync()).Price);

        var known = await pair.SubmitAsync([Given.Quote("EUR/USD", 1.1m, now, Given.Live("Demo") with { Weight = 1000 })]);
        Assert.Equal([Verdict.Accepted], known.Verdicts);
        Assert.True(known.HasPrice);
        var explained = await pair.ExplainAsync();
        Assert.True(explained.Price!.Value.Simulated);
    }

    [Fact]
    public async Task An_activation_that_fails_leaves_nothing_behind()
    {
        var memory = new FakeMemory(Given.Price("EUR/USD", 1.1m) with { Epoch = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() });
        await using var cluster = await FxCluster.StartAsync(new EngineSetup { Providers = [], Memory = memory, Sinks = [new FailingSink()] });
        var services = cluster.Silos[0].ServiceProvider;
        var pair = services.GetRequiredService<IGrainFactory>().GetGrain<ICurrencyPairGrain>("EUR-USD");

        await Assert.ThrowsAnyAsync<Exception>(() => pair.ExplainAsync().AsTask());
        Assert.Equal(0, FxCluster.PairsOn(cluster.Silos[0]));
        Assert.Equal(0, services.GetRequiredService<EpochFence>().Count);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_an_engine_that_is_not_available()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Say("EUR/USD", 1.1m);
        await using var cluster = await FxCluster.StartAsync(
            new EngineSetup { Providers = [feed] }, more: silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(new Frozen()));
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        await Eventually.TrueAsync(async () => (await engine.SnapshotAsync(CancellationToken.None)).Count == 1, "there is a price");
        await Assert.ThrowsAsync<EngineUnavailableException>(() => engine.ExplainAsync(Given.Pair("EUR/USD"), CancellationToken.None).AsTask());
    }

    private sealed class FailingSink : ITickSink
    {
        public void Publish(ReadOnlySpan<Price> prices) => throw new InvalidOperationException("It takes nothing.");
    }

    /// <summary>What a call to a silo that stands still ends with.</summary>
    private sealed class Frozen : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) =>
            context.MethodName == "ExplainAsync" ? throw new TimeoutException("The silo stands still.") : context.Invoke();
    }
}
