using System.Security.Cryptography;

using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

using Orleans.Connections.Security;
using Orleans.Hosting;

namespace FxOrleans.Client;

/// <summary>How a service gets its <see cref="IFxRates"/>.</summary>
public static class FxRatesRegistration
{
    /// <summary>
    /// Adds <see cref="IFxRates"/>. In a silo's process nothing else is needed; elsewhere call <c>UseOrleansClient</c> first, with
    /// <see cref="UseFxRates"/> inside.
    /// </summary>
    public static IServiceCollection AddFxRates(this IServiceCollection services, Action<FxRatesOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TickStreamOptions>();
        services.TryAddSingleton(given => ActivatorUtilities.CreateInstance<TickStreamReader>(given, given.GetRequiredService<IOptions<TickStreamOptions>>().Value));
        services.TryAddSingleton<IRateEngine, ClusterEngine>();
        services.TryAddSingleton<ITickSource>(given => given.GetRequiredService<IRateEngine>());
        services.TryAddSingleton(given => new PriceBook(
            new PriceBookOptions { MaxAge = given.GetRequiredService<IOptions<FxRatesOptions>>().Value.MaxAge }, given.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new PriceFeedOptions());
        services.TryAddSingleton<PriceFeed>();
        services.AddOptions<FxRatesOptions>()
            .Configure(configure ?? (_ => { }))
            .Validate(options => options.MaxAge.TotalSeconds is >= 0.1 and <= 86_400, "FxRates:MaxAge must be from 00:00:00.1 to 1.00:00:00.")
            .Validate(options => options.StartupPatience.TotalSeconds is >= 0.1 and <= 300, "FxRates:StartupPatience must be from 00:00:00.1 to 00:05:00.")
            .ValidateOnStart();
        services.TryAddSingleton<IFxRates, FxRates>();
        services.AddHostedService<FeedHost>();
        return services;
    }

    /// <summary>Meets the silos on their tick streams; for a client outside the silos' processes.</summary>
    /// <param name="client">The client.</param>
    /// <param name="shards">The silos' <c>Clustering:Shards</c>, 1 to 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">There cannot be so many shards.</exception>
    public static IClientBuilder UseFxRates(this IClientBuilder client, int shards = TickStreams.DefaultShards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shards, TickStreams.MaxShards);
        client.Services.Configure<TickStreamOptions>(options => options.Shards = shards);
        client.AddActivityPropagation(); // Where the client traces, the silos' spans belong to its traces.
        return client.AddMemoryStreams(TickStreams.Provider, streams => streams.ConfigurePartitioning(shards));
    }

    /// <summary>Speaks TLS to the silos; for a client outside the silos' processes.</summary>
    /// <param name="client">The client.</param>
    /// <param name="certificate">The path of its certificate, PEM.</param>
    /// <param name="key">The path of that certificate's private key, PEM.</param>
    /// <param name="authority">The path of the certificates that the silos' must be signed by, PEM.</param>
    /// <exception cref="CryptographicException">A file does not hold what it should.</exception>
    public static IClientBuilder UseFxTls(this IClientBuilder client, string certificate, string key, string authority) =>
        client.UseTls(options => ClusterTls.Configure(options, certificate, key, authority));
}
