using FxOrleans.Grains;
using FxOrleans.Serving;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace FxOrleans.Silo.Engines;

/// <summary>The cluster edition's engine: grains on Orleans silos, this host being one of them.</summary>
internal static class Engine
{
    private const string DashboardSwitch = "Dashboard:Enabled";

    public static void AddEngine(this WebApplicationBuilder builder, ServingOptions options)
    {
        var clustering = Read(builder.Configuration);
        var ports = LocalPorts.Settle(clustering, builder.Configuration.GetSection("Clustering"));
        builder.Services.AddSingleton(ports);
        builder.Services.AddSingleton<IHealthFact, ClusterFact>();
        builder.Services.AddSingleton<IHealthFact, SilosFact>();
        builder.Services.AddSingleton<IHealthFact, PairsFact>();
        builder.Services.AddSingleton<IHealthFact, IngestionsFact>();
        builder.Services.AddSingleton<IHealthFact, FilledFact>();
        builder.Host.UseOrleans(silo =>
        {
            silo.UseFxOrleans(clustering, options.Tracked);
            if (builder.Configuration.GetValue(DashboardSwitch, false))
            {
                silo.AddDashboard();
            }
        });
    }

    /// <summary>The dashboard shows and does more than strangers should: off unless switched on, and then for administrators (access control sees to it).</summary>
    public static void MapEngine(this WebApplication app)
    {
        if (app.Configuration.GetValue(DashboardSwitch, false))
        {
            app.MapOrleansDashboard("/dashboard");
        }
    }

    private static ClusteringOptions Read(IConfiguration configuration)
    {
        var clustering = new ClusteringOptions();
        try
        {
            configuration.GetSection("Clustering").Bind(clustering);
        }
        catch (InvalidOperationException wrong)
        {
            throw new OptionsValidationException("Clustering", typeof(ClusteringOptions), [$"{wrong.Message} {wrong.InnerException?.Message}".TrimEnd()]);
        }

        clustering.ConnectionString = string.IsNullOrWhiteSpace(clustering.ConnectionString) ? configuration["Redis:ConnectionString"] : clustering.ConnectionString;
        return clustering;
    }
}
