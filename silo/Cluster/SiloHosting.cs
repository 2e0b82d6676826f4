using FxOrleans.Grains;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Telemetry;
using Orleans.Dashboard;

namespace FxOrleans.Silo.Cluster;

/// <summary>Makes this host an Orleans silo with the grains that ask and decide.</summary>
internal static class SiloHosting
{
    private const string DashboardSwitch = "Dashboard:Enabled";

    public static void AddEngine(this WebApplicationBuilder builder, HostSettings settings)
    {
        var clustering = settings.Clustering;
        var ports = LocalPorts.Settle(clustering, builder.Configuration.GetSection("Clustering"));
        builder.Services.AddSingleton(ports);
        builder.Services.AddHealthChecks()
            .AddCheck<ClusterHealthCheck>("cluster")
            .AddCheck<SilosHealthCheck>("silos")
            .AddCheck<PairsHealthCheck>("pairs")
            .AddCheck<IngestionsHealthCheck>("ingestions")
            .AddCheck<WarmUpCheck>("filled");
        builder.Services.AddHostedService<WarmUp>();
        builder.Host.UseOrleans(silo =>
        {
            silo.UseFxOrleans(clustering, settings.Serving.Tracked, settings.Grains);
            silo.AddTelemetry(builder.Configuration);
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
}
