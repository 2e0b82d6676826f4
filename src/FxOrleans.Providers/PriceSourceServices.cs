using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers;

/// <summary>Registers what enabled providers know of the past and of coins, best first: where one fails the next is asked.</summary>
internal static class PriceSourceServices
{
    /// <summary>After the providers, whose options say which are enabled.</summary>
    public static void AddPriceSources(this IServiceCollection services)
    {
        if (services.Has<CoinGeckoOptions>())
        {
            services.AddSingleton(given => new CoinGeckoHistory(given.GetRequiredService<CoinGeckoOptions>(), given.GetRequiredService<Upstreams>()));
            services.AddSingleton(given => new CoinGeckoCatalog(given.GetRequiredService<CoinGeckoOptions>(), given.GetRequiredService<Upstreams>()));
            services.AddPast<CoinGeckoHistory>();
            services.AddSingleton<ICoinCatalog>(given => given.GetRequiredService<CoinGeckoCatalog>());
            services.AddSingleton<IDayAgoSource>(given => given.GetRequiredService<CoinGeckoCatalog>());
            services.AddSingleton<ICoinImages>(given => new CoinGeckoImages(given.GetRequiredService<CoinGeckoOptions>(), given.GetRequiredService<Upstreams>()));
        }

        if (services.Has<FinnhubOptions>())
        {
            services.AddSingleton(given => new FinnhubHistory(given.GetRequiredService<FinnhubOptions>(), given.GetRequiredService<Upstreams>()));
            services.AddSingleton<IDayAgoSource>(given => new FinnhubDayAgo(given.GetRequiredService<FinnhubOptions>(), given.GetRequiredService<Upstreams>()));
            services.AddPast<FinnhubHistory>();
        }

        if (services.Has<FrankfurterOptions>())
        {
            services.AddSingleton(given => new FrankfurterHistory(given.GetRequiredService<FrankfurterOptions>(), given.GetRequiredService<Upstreams>()));
            services.AddPast<FrankfurterHistory>();
            services.AddSingleton<IDayAgoSource>(given => given.GetRequiredService<FrankfurterHistory>());
        }

        if (services.Has<EcbOptions>())
        {
            services.AddSingleton(given => new EcbArchive(given.GetRequiredService<EcbProvider>(), given.GetRequiredService<Upstreams>().Time));
            services.AddSingleton(given => new EcbHistory(given.GetRequiredService<EcbArchive>(), given.GetRequiredService<Upstreams>().Time));
            services.AddPast<EcbHistory>();
            services.AddSingleton<IDayAgoSource>(given => given.GetRequiredService<EcbHistory>());
            services.AddSingleton<IOfficialRates>(given => new EcbOfficialRates(given.GetRequiredService<EcbArchive>()));
        }
    }

    private static bool Has<T>(this IServiceCollection services) => services.Any(service => service.ServiceType == typeof(T));

    private static void AddPast<T>(this IServiceCollection services)
        where T : class, IPriceHistorySource, ICandleSource
    {
        services.AddSingleton<IPriceHistorySource>(given => given.GetRequiredService<T>());
        services.AddSingleton<ICandleSource>(given => given.GetRequiredService<T>());
    }
}
