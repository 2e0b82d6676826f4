using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A node with providers and one without, and what is between them.</summary>
internal sealed class TwoNodes
{
    public FakeSharedCache Shared { get; } = new();

    public FakeRequests Requests { get; } = new();

    public FakePast Past { get; } = new();

    public FakeCoins Coins { get; } = new();

    /// <summary>Calls to all providers.</summary>
    public int Calls => Past.Calls + Coins.Calls;

    /// <summary>The one that has providers; when it is given, it listens.</summary>
    public async Task<ServingHost> TellerAsync(PricesOptions? options = null, bool withCoins = true)
    {
        var host = await ServingHost.StartAsync(setup =>
        {
            setup.Platform = options ?? setup.Platform;
            setup.Services = services =>
            {
                services.AddSingleton<ISharedCache>(Shared).AddSingleton<ICacheRequests>(Requests);
                services.AddSingleton<IPriceHistorySource>(Past).AddSingleton<ICandleSource>(Past);
                if (withCoins)
                {
                    services.AddSingleton<ICoinCatalog>(Coins);
                }
            };
        });
        host.Engine.Tick("BTC/USD", 82_000m);
        await Eventually.TrueAsync(() => Requests.IsHeard, "it listens");
        return host;
    }

    /// <summary>The one that has none.</summary>
    public async Task<ServingHost> ToldAsync(FakeRecord? record = null, TimeProvider? time = null, PricesOptions? options = null)
    {
        var host = await ServingHost.StartAsync(setup =>
        {
            setup.HasProviders = false;
            setup.Time = time ?? TimeProvider.System;
            setup.Platform = options ?? setup.Platform;
            setup.Services = services =>
            {
                services.AddSingleton<ISharedCache>(Shared).AddSingleton<ICacheRequests>(Requests);
                if (record is not null)
                {
                    services.AddSingleton<IPriceRecord>(record);
                }
            };
        });
        host.Engine.Tick("BTC/USD", 82_000m);
        return host;
    }
}
