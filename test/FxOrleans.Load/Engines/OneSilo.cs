using FxOrleans.Grains;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Load.Engines;

/// <summary>The engine on one silo of its own.</summary>
internal static class OneSilo
{
    public static void Add(WebApplicationBuilder builder, IReadOnlyCollection<CurrencyPair> tracked) =>
        builder.Host.UseOrleans(silo => silo.UseFxOrleans(Clustering(), tracked));

    /// <summary>A silo of its own on free ports.</summary>
    public static ClusteringOptions Clustering() => new() { SiloPort = FreePort.Take(), GatewayPort = FreePort.Take() };
}
