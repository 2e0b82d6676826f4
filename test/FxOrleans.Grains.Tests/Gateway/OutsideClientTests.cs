using FxOrleans.Abstractions;
using FxOrleans.Client;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Streams;

namespace FxOrleans.Grains.Tests;

/// <summary>Whoever reaches the gateway may read, and do nothing else.</summary>
public sealed class OutsideClientTests : IAsyncLifetime
{
    private readonly Feed _feed = new(Given.Live("A"));
    private TcpCluster _cluster = null!;
    private IHost _client = null!;

    private IClusterClient Client => _client.Services.GetRequiredService<IClusterClient>();

    public async Task InitializeAsync()
    {
        _feed.Say("EUR/USD", 1.1m);
        _cluster = await TcpCluster.StartAsync(_feed);
        _client = await _cluster.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task It_reads_prices_and_follows_them_but_moves_none()
    {
        var rates = _client.Services.GetRequiredService<IFxRates>();
        await Eventually.TrueAsync(async () => await rates.GetAsync("EUR/USD") is { Mid: 1.1m }, "the price is read");
        Assert.Equal("A", Assert.Single((await rates.ExplainAsync("EUR/USD"))!.Quotes).Provider);

        var forged = Given.Quote("EUR/USD", 0.50004m, TimeProvider.System.GetUtcNow(), Given.Live("A") with { Weight = 1_000_000 });
        await RefusedAsync(() => Client.GetGrain<ICurrencyPairGrain>("EUR-USD").SubmitAsync([forged]).AsTask());
        await RefusedAsync(() => Client.GetGrain<ICurrencyPairGrain>("EUR-USD").GetLatestAsync().AsTask());
        await RefusedAsync(() => Client.GetGrain<IIngestionGrain>("A").PingAsync().AsTask());
        await RefusedAsync(() => Client.GetGrain<IMemoryStreamQueueGrain>(Guid.NewGuid()).Enqueue(new MemoryMessageData()));
        var stream = Client.GetStreamProvider(TickStreams.Provider).GetStream<TickMessage>(TickStreams.Of(0));
        var price = Given.Price("EUR/USD", 0.50004m) with { Epoch = 1L << 52 };
        await Assert.ThrowsAnyAsync<Exception>(() => stream.OnNextAsync(new TickMessage { Shard = 0, Producer = 1, Number = 1, Prices = [price] }));

        _feed.Say("EUR/USD", 1.101m);
        await Eventually.TrueAsync(async () => await rates.GetAsync("EUR/USD") is { Mid: 1.101m }, "the price follows its provider");
        Assert.Equal(1.101m, Assert.Single(await _cluster.Engine.SnapshotAsync(CancellationToken.None)).Mid);
    }

    [Fact]
    public async Task It_manages_nothing()
    {
        var management = Client.GetGrain<IManagementGrain>(0);
        await RefusedAsync(() => management.GetHosts());
        await RefusedAsync(() => management.ForceActivationCollection(TimeSpan.Zero));
        await RefusedAsync(() => management.GetDetailedGrainStatistics());
    }

    private static Task RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<UnauthorizedAccessException>(call);
}
