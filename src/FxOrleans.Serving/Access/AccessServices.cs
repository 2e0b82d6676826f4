using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Access;

/// <summary>Registers access control.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, ServingOptions options)
    {
        var access = options.Access;
        services.AddCors();
        services.AddSingleton(access);
        services.AddSingleton(provider => new KeyRing(access.Keys, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AddressQuotas(
            access.Mode == AuthMode.Keys ? access.Limits.RefusalsPerAddress : access.Limits.PerAddress,
            access.Limits.MaxAddresses,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AccessMetrics>();
        services.AddSingleton<IStartupFilter, AccessStartup>();
        services.AddHostedService<OpenAccessWarning>();
        if (access.Mode == AuthMode.Keys)
        {
            services.AddHostedService<KeyReload>();
        }

        TokenStrippingServer.Wrap(services);
        return services;
    }
}
