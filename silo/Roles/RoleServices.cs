using FxOrleans.Grains;
using FxOrleans.History;
using FxOrleans.PricePlatform;
using FxOrleans.Providers;
using FxOrleans.Redis;
using FxOrleans.Serving;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Cluster;
using FxOrleans.Silo.History;
using FxOrleans.Silo.Page;
using FxOrleans.Silo.Receipts;
using FxOrleans.Silo.Redis;
using FxOrleans.Silo.Telemetry;

namespace FxOrleans.Silo.Roles;

/// <summary>What each role is made of.</summary>
internal static class RoleServices
{
    public static void AddRole(this WebApplicationBuilder builder, HostRole role, HostSettings settings)
    {
        var options = settings.Serving;
        var services = builder.Services;
        services.AddPage(builder.Configuration);
        if (role == HostRole.Serve)
        {
            services.AddRedisLink(builder.Configuration);
            services.AddRedisEngine(options.Tracked);
            services.AddRedisHealth();
            services.AddServing(options);
            services.AddPricePlatform(settings.Prices, options.HasProviders);
            services.AddHistory(builder.Configuration, options.Tracked);
            services.AddHistoryHealth();
            builder.AddReceipts(sharesWork: true);
            return;
        }

        builder.Configuration.AddQuotaFile();
        services.AddRateProviders(builder.Configuration, options.Tracked);
        services.AddRedis(builder.Configuration);
        services.AddRedisHealth();
        services.AddHistory(builder.Configuration, options.Tracked);
        services.AddHistoryHealth();
        builder.AddJournal();
        builder.AddEngine(settings); // After what takes its ticks to the end, before what asks it.
        services.AddServing(options with { Disabled = DisabledProviders.Of(services, TimeProvider.System.GetUtcNow()) });
        services.AddPricePlatform(settings.Prices, options.HasProviders);
        services.AddRedisBulletins();
        if (role != HostRole.Ingest)
        {
            builder.AddReceipts(sharesWork: settings.Clustering.Kind == ClusteringKind.Redis);
        }
    }

    public static void UseRole(this WebApplication app, HostRole role)
    {
        if (role == HostRole.Ingest)
        {
            app.UseStatusOnly();
            app.UseRouting();
            app.MapStatusOnly();
        }
        else
        {
            app.UseServing();
            app.UsePage();
            app.UseRouting();
            app.MapServing();
            app.MapPricePlatform();
            app.MapMetrics();
            app.MapMissingPage();
        }

        if (role != HostRole.Serve)
        {
            app.MapEngine();
        }
    }
}
