using FxOrleans.PricePlatform.DropIn.Frankfurter;
using FxOrleans.PricePlatform.DropIn.Rafiki;
using FxOrleans.PricePlatform.Mcp;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.PricePlatform;

/// <summary>Puts the price platform into a host, after serving.</summary>
public static class PricePlatformRegistration
{
    /// <summary>What every address of it begins with.</summary>
    public const string Prefix = "/api/v1/prices";

    /// <summary>
    /// Its services. Sources of the past and of coins, a record, a shared cache and a channel to other nodes are taken from the
    /// container where they are there.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">Bounds and pace.</param>
    /// <param name="hasProviders">True for a node that tells others what prices do; false for one that is told.</param>
    public static IServiceCollection AddPricePlatform(this IServiceCollection services, PricesOptions options, bool hasProviders)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Cache);
        services.AddSingleton<CacheMetrics>();
        services.AddSingleton<ResponseCache>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<SeriesReader>();
        services.AddSingleton<OfficialReader>();
        services.AddSingleton<CoinDirectory>();
        services.AddSingleton<SharedResponses>();
        services.AddSingleton<CoinImages>();
        services.AddSingleton<AssetsDayAgo>();
        services.AddSingleton<DayChanges>();
        services.AddSingleton<ChangeWatch>();
        services.AddHostedService(given => given.GetRequiredService<ChangeWatch>());
        services.AddSingleton<PriceRows>();
        services.AddSingleton<PriceSockets>();
        services.AddTools();
        if (hasProviders)
        {
            services.AddSingleton<UpdatePublisher>();
            services.AddHostedService(given => given.GetRequiredService<UpdatePublisher>());
            services.AddSingleton<CacheFiller>();
            services.AddHostedService(given => given.GetRequiredService<CacheFiller>());
        }
        else
        {
            services.AddSingleton<UpdateConsumer>();
            services.AddHostedService(given => given.GetRequiredService<UpdateConsumer>());
        }

        return services;
    }

    /// <summary>Its endpoints and its socket.</summary>
    public static IEndpointRouteBuilder MapPricePlatform(this IEndpointRouteBuilder endpoints) => endpoints
        .MapSeries()
        .MapOfficial()
        .MapPriceBatch()
        .MapCrypto()
        .MapCoinImage()
        .MapPrice()
        .MapPriceHistory()
        .MapPriceBars()
        .MapFrankfurterV1()
        .MapFrankfurterV2()
        .MapRafikiRates()
        .MapPricesSocket()
        .MapTools();
}
