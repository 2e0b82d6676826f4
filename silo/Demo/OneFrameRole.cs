using FxOrleans.DemoMarket;
using FxOrleans.Serving;

namespace FxOrleans.Silo.Demo;

/// <summary>The role <c>one-frame</c>: what a One-Frame adapter that is pointed here asks for, from the demo market of <c>Demo:Seed</c>.</summary>
internal static class OneFrameRole
{
    public static async Task<int> RunAsync(WebApplicationBuilder builder, DemoMarketOptions options)
    {
        // A stream under way has nothing to finish.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        await using var app = builder.Build();
        app.UseProblemPages();
        app.UseRouting();
        app.MapOneFrame(new DemoWorld(options, TimeProvider.System));
        app.MapGet("/health/live", () => TypedResults.Json(new { status = "live" }));
        app.MapGet("/health/ready", () => TypedResults.Json(new { status = "ready" }));
        await app.RunAsync();
        return 0;
    }
}
