using FxOrleans.Grains;
using FxOrleans.Serving;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace FxOrleans.Silo.Cluster;

/// <summary>Makes this host an Orleans silo with the grains that ask and decide.</summary>
internal static class SiloHosting
{
    private const string DashboardSwitch = "Dashboard:Enabled";

    public static void AddEngine(this WebApplicationBuilder builder, ServingOptions options)
    {
        var clustering = Read<ClusteringOptions>(builder.Configuration, "Clustering");
        clustering.ConnectionString = string.IsNullOrWhiteSpace(clustering.ConnectionString) ? builder.Configuration["Redis:ConnectionString"] : clustering.ConnectionString;
        var grains = Read<GrainsOptions>(builder.Configuration, "Grains");
        var ports = LocalPorts.Settle(clustering, builder.Configuration.GetSection("Clustering"));
        builder.Services.AddSingleton(ports);
        builder.Services.AddSingleton<IHealthFact, ClusterFact>();
        builder.Services.AddSingleton<IHealthFact, SilosFact>();
        builder.Services.AddSingleton<IHealthFact, PairsFact>();
        builder.Services.AddSingleton<IHealthFact, IngestionsFact>();
        builder.Services.AddSingleton<IHealthFact, FilledFact>();
        builder.Services.AddHostedService<WarmUp>();
        builder.Host.UseOrleans(silo =>
        {
            silo.UseFxOrleans(clustering, options.Tracked, grains);
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

    private static T Read<T>(IConfiguration configuration, string section)
        where T : new()
    {
        var options = new T();
        try
        {
            configuration.GetSection(section).Bind(options);
        }
        catch (InvalidOperationException wrong)
        {
            throw new OptionsValidationException(section, typeof(T), [$"{wrong.Message} {wrong.InnerException?.Message}".TrimEnd()]);
        }

        return options;
    }
}
