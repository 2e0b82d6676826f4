using FxOrleans.Local;
using FxOrleans.Serving;
using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Engines;

/// <summary>The standalone edition's engine: everything in this process.</summary>
internal static class Engine
{
    public static void AddEngine(this WebApplicationBuilder builder, ServingOptions options)
    {
        builder.Services.AddLocalEngine(options.Tracked);
        builder.Services.AddSingleton<IHealthFact, FilledFact>();
    }

    public static void MapEngine(this WebApplication app) => _ = app;
}
