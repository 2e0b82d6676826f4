using FxOrleans.Client;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Orleans.Hosting;

namespace FxOrleans.Grains.Tests;

/// <summary>A silo as the product sets it up on ports of its own, and clients that reach it through its gateway as others would.</summary>
internal sealed class TcpCluster : IAsyncDisposable
{
    private readonly IHost _silo;

    private TcpCluster(IHost silo, ClusteringOptions clustering) => (_silo, Clustering) = (silo, clustering);

    public ClusteringOptions Clustering { get; }

    public IRateEngine Engine => _silo.Services.GetRequiredService<IRateEngine>();

    public static async Task<TcpCluster> StartAsync(IRateProvider provider, Action<ClusteringOptions>? configure = null)
    {
        var clustering = new ClusteringOptions { SiloPort = FreePort.Take(), GatewayPort = FreePort.Take() };
        configure?.Invoke(clustering);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).AddSingleton(provider);
        builder.UseOrleans(silo => silo.UseFxOrleans(clustering, [Given.Pair("EUR/USD")]));
        var cluster = new TcpCluster(builder.Build(), clustering);
        await cluster._silo.StartAsync();
        return cluster;
    }

    /// <summary>A client in this process with nothing but the SDK.</summary>
    public async Task<IHost> ConnectAsync(Action<IClientBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(Clustering.GatewayPort, Clustering.ServiceId, Clustering.ClusterId).UseFxRates();
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
            configure?.Invoke(client);
        });
        builder.Services.AddFxRates();
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.StopAsync();
        _silo.Dispose();
    }
}
