using System.Net;
using System.Net.Sockets;
using FxOrleans.Grains;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Load.Engines;

/// <summary>The cluster edition's engine, on one silo of its own.</summary>
internal static class OneSilo
{
    public static void Add(WebApplicationBuilder builder, IReadOnlyCollection<CurrencyPair> tracked) =>
        builder.Host.UseOrleans(silo => silo.UseFxOrleans(Clustering(), tracked));

    /// <summary>A silo of its own on free ports.</summary>
    public static ClusteringOptions Clustering()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return new ClusteringOptions
        {
            SiloPort = ((IPEndPoint)silo.LocalEndpoint).Port,
            GatewayPort = ((IPEndPoint)gateway.LocalEndpoint).Port,
        };
    }
}
