using FxOrleans.Pricing;
using FxOrleans.Serving.Prices;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A host that can tell the past, and the question most asked of it.</summary>
internal static class PastHost
{
    public const string History = "/api/v1/prices/BTC/history?period=1d";

    /// <summary>With as many of these as are given; BTC/USD has a price unless it is not to tick.</summary>
    public static async Task<ServingHost> StartAsync(
        FakePast? past = null, FakeRecord? record = null, FakePast? next = null, ISharedCache? shared = null, bool tick = true)
    {
        var host = await ServingHost.StartAsync(setup => setup.Services = services =>
        {
            foreach (var source in new[] { past, next }.OfType<FakePast>())
            {
                services.AddSingleton<IPriceHistorySource>(source).AddSingleton<ICandleSource>(source);
            }

            if (record is not null)
            {
                services.AddSingleton<IPriceRecord>(record);
            }

            if (shared is not null)
            {
                services.AddSingleton(shared);
            }
        });
        if (tick)
        {
            host.Engine.Tick("BTC/USD", 82_000m);
        }

        return host;
    }
}
