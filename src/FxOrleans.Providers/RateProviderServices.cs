using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FxOrleans.Providers;

/// <summary>Registers the providers. A new provider is a folder of its own and a line here.</summary>
public static class RateProviderServices
{
    /// <summary>
    /// Adds an <see cref="IRateProvider"/> for each enabled provider, also under its own type where that has more to offer,
    /// and the <see cref="ProviderCatalog"/> of all. A clock or an <see cref="IQuotaStore"/> that is there already is used; else budgets
    /// are kept in the file that <c>Quotas:File</c> names, or without one as long as the process lives.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The root; read here and now, section <c>Providers</c>.</param>
    /// <param name="tracked">The pairs that providers without a "give me all" are asked for.</param>
    /// <exception cref="OptionsValidationException">A value is wrong; each message names its key.</exception>
    public static IServiceCollection AddRateProviders(
        this IServiceCollection services, IConfiguration configuration, IReadOnlyCollection<CurrencyPair> tracked)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IQuotaStore>(given => configuration["Quotas:File"] is { Length: > 0 } path
            ? new FileQuotaStore(path, given.GetService<ILogger<FileQuotaStore>>() ?? NullLogger<FileQuotaStore>.Instance)
            : new MemoryQuotaStore());
        services.AddPlainUpstreamClient();
        services.TryAddSingleton(given => new Upstreams(
            given.GetRequiredService<TimeProvider>(), given.GetRequiredService<IQuotaStore>(), given.GetRequiredService<IHttpClientFactory>()));
        services.AddSingleton(new ProviderRegistry(services, configuration.GetSection("Providers"))
            .Add(CurrencyApiOptions.ProviderName, section => new CurrencyApiOptions(section), (options, upstreams) => new CurrencyApiProvider(options, upstreams))
            .Add(EcbOptions.ProviderName, section => new EcbOptions(section), (options, upstreams) => new EcbProvider(options, upstreams))
            .Add<OneFrameOptions, IRateProvider>(
                OneFrameOptions.ProviderName,
                section => new OneFrameOptions(section),
                (options, upstreams) => options.Streaming ? new OneFrameStream(options, tracked, upstreams) : new OneFrameProvider(options, tracked, upstreams))
            .Add(FrankfurterOptions.ProviderName, section => new FrankfurterOptions(section), (options, upstreams) => new FrankfurterProvider(options, upstreams))
            .Add(OpenErApiOptions.ProviderName, section => new OpenErApiOptions(section), (options, upstreams) => new OpenErApiProvider(options, upstreams))
            .Add(CoinGeckoOptions.ProviderName, section => new CoinGeckoOptions(section), (options, upstreams) => new CoinGeckoProvider(options, upstreams))
            .Add<FinnhubOptions, IRateProvider>(
                FinnhubOptions.ProviderName,
                section => new FinnhubOptions(section, tracked),
                (options, upstreams) => options.Streaming ? new FinnhubStream(options, tracked, upstreams) : new FinnhubProvider(options, tracked, upstreams))
            .Complete());
        services.AddPriceSources();
        return services;
    }
}
