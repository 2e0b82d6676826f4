using System.Net;

using FxOrleans.Client;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Hosting;
using Orleans.TestingHost;

namespace FxOrleans.Grains.Tests;

/// <summary>A cluster of silos in this process, set up as the product sets them up but for how silos find each other.</summary>
internal sealed class FxCluster : IAsyncDisposable
{
    private readonly int _silos;

    private FxCluster(InProcessTestCluster cluster, int silos) => (Cluster, _silos) = (cluster, silos);

    public InProcessTestCluster Cluster { get; }

    public IReadOnlyList<InProcessSiloHandle> Silos => Cluster.Silos;

    public static async Task<FxCluster> StartAsync(EngineSetup setup, short silos = 1, Action<ISiloBuilder>? more = null, bool withClient = false)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        var ports = new MemoryPorts();
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = withClient;
        builder.ConfigureClient(client => client.UseFxRates());
        builder.ConfigureClientHost(host => host.Services.AddFxRates());
        builder.ConfigureSilo((_, silo) =>
        {
            foreach (var provider in setup.Providers)
            {
                silo.Services.AddSingleton(provider);
            }

            foreach (var sink in setup.Sinks)
            {
                silo.Services.AddSingleton(sink);
            }

            if (setup.Memory is { } memory)
            {
                silo.Services.AddSingleton(memory);
            }

            silo.Services.AddSingleton<Ports>(ports);
            silo.Services.AddSingleton(setup.Policy);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton(Options.Create(setup.Grains));
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            silo.UseFxGrains(setup.Tracked).UseMemory();
            silo.Services.Remove(silo.Services.Single(service => service.ImplementationType == typeof(OutsideCallFilter)));
            silo.Services.AddSingleton<IIncomingGrainCallFilter, TestHooksFilter>();
            more?.Invoke(silo);
        });
        var cluster = new FxCluster(builder.Build(), silos);
        await cluster.Cluster.DeployAsync();
        ports.Open(cluster.Silos);
        return cluster;
    }

    /// <summary>The engine as the host of that silo has it.</summary>
    public static IRateEngine EngineOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IRateEngine>();

    /// <summary>How many pairs live on that silo.</summary>
    public static int PairsOn(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<LocalActivations>().Pairs.Count;

    public async ValueTask DisposeAsync()
    {
        // Stopped in order, one that has just lost another waits for its answers for half a minute.
        while (Silos.Count is > 0 and var left && left < _silos)
        {
            await Cluster.KillSiloAsync(Silos[0]);
        }

        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }

    /// <summary>The product's filter, but the test cluster's own client may ask how the cluster does.</summary>
    private sealed class TestHooksFilter(TimeProvider time, ILogger<OutsideCallFilter> logger) : IIncomingGrainCallFilter
    {
        private readonly OutsideCallFilter _filter = new(time, logger);

        public Task Invoke(IIncomingGrainCallContext context) =>
            context.InterfaceName.EndsWith("ITestHooks", StringComparison.Ordinal) ? context.Invoke() : _filter.Invoke(context);
    }

    /// <summary>The silos have no sockets: one of the first that is no longer there is one whose port is closed.</summary>
    private sealed class MemoryPorts : Ports
    {
        private volatile InProcessSiloHandle[] _silos = [];

        public void Open(IEnumerable<InProcessSiloHandle> silos) => _silos = [.. silos];

        public override Task<bool> IsRefusedAsync(IPEndPoint endpoint) =>
            Task.FromResult(Array.Exists(_silos, silo => silo.SiloAddress.Endpoint.Equals(endpoint) && !silo.IsActive));
    }
}
