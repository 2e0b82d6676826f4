using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A host that can tell the past, and the question most asked of it.</summary>
internal static class PastHost
{
    public const string History = "/api/v1/prices/BTC/history?period=1d";

    /// <summary>With as many of these as are given; BTC/USD has a price unless it is not to tick; then another pair has.</summary>
    public static async Task<ServingHost> StartAsync(
        FakePast? past = null, FakeRecord? record = null, FakePast? next = null, ISharedCache? shared = null, bool tick = true, AnswerCacheOptions? cache = null)
    {
        var host = await ServingHost.StartAsync(setup =>
        {
            setup.Platform = new PricesOptions { Cache = cache ?? new() };
            setup.Services = services => Add(services, past, next, record, shared);
        });
        host.Engine.Tick(tick ? "BTC/USD" : "USD/EUR", tick ? 82_000m : 0.8m);
        return host;
    }

    private static void Add(IServiceCollection services, FakePast? past, FakePast? next, FakeRecord? record, ISharedCache? shared)
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
    }
}
