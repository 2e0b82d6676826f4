using System.Collections.ObjectModel;
using FxOrleans.Pricing;
using FxOrleans.Providers;

namespace FxOrleans.Silo.Configuration;

/// <summary>The providers that are known and not asked.</summary>
internal static class DisabledProviders
{
    /// <summary>Of those registered; after <see cref="RateProviderServices.AddRateProviders"/>.</summary>
    public static IReadOnlyList<ProviderStatus> Of(IServiceCollection services, DateTimeOffset since) =>
    [
        .. Catalog(services).All.Where(provider => !provider.Enabled).Select(provider => new ProviderStatus
        {
            Name = provider.Name,
            State = "disabled",
            Kind = provider.Source.Kind == SourceKind.Fixing ? "fixing" : provider.Source.Kind.Code(),
            Simulated = provider.Source.Simulated,
            Attribution = provider.Terms.Attribution,
            Failures = ReadOnlyDictionary<string, long>.Empty,
            Rejections = ReadOnlyDictionary<string, long>.Empty,
            Since = since,
        }),
    ];

    private static ProviderCatalog Catalog(IServiceCollection services) =>
        (ProviderCatalog)services.Single(service => service.ServiceType == typeof(ProviderCatalog)).ImplementationInstance!;
}
