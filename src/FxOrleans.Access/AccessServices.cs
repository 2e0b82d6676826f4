using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Access;

/// <summary>Registers access control.</summary>
public static class AccessServices
{
    /// <summary>Puts access control in front of everything that a host serves. The host brings a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions access)
    {
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
