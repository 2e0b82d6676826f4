using FxOrleans.DemoMarket;

namespace FxOrleans.Silo.Demo;

/// <summary>
/// The demo: starts the demo market on a port of its own and points the real adapters at it, so that nothing but the
/// addresses differs from real life. A provider whose address somebody configured keeps it.
/// </summary>
internal sealed class DemoUpstream : IAsyncDisposable
{
    private readonly DemoMarketServer _server;

    private DemoUpstream(DemoMarketServer server) => _server = server;

    /// <summary>Starts it where <c>Demo:Enabled</c> says so; null otherwise.</summary>
    /// <param name="builder">The host, whose configuration it adds to.</param>
    /// <param name="options">The section <c>Demo</c>.</param>
    /// <param name="paced">True to ask the providers at the demo's own pace, false at that of the real ones.</param>
    public static async Task<DemoUpstream?> StartAsync(WebApplicationBuilder builder, DemoMarketOptions options, bool paced = true)
    {
        var configuration = builder.Configuration;
        if (!options.Enabled)
        {
            return null;
        }

        var server = new DemoMarketServer(options, TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
        configuration.AddInMemoryCollection(Settings(server, configuration, paced));
        return new DemoUpstream(server);
    }

    /// <summary>Lets a caller make the demo's providers misbehave, and watch the prices hold.</summary>
    public void MapControl(WebApplication app) => app.MapGroup("/demo").MapDemoControl(_server.World);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Dictionary<string, string?> Settings(DemoMarketServer server, ConfigurationManager configuration, bool paced)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var provider in server.Settings().Keys.Select(key => key.Split(':')[1]).Distinct())
        {
            if (!string.IsNullOrEmpty(configuration[$"Providers:{provider}:BaseUrl"]))
            {
                continue;
            }

            foreach (var (key, value) in server.Settings().Where(setting => setting.Key.Split(':')[1] == provider))
            {
                settings[key] = value;
            }

            settings[$"Providers:{provider}:Simulated"] = "true";
            foreach (var (key, value) in paced ? DemoPace.Of(provider) : [])
            {
                if (string.IsNullOrEmpty(configuration[$"Providers:{provider}:{key}"]))
                {
                    settings[$"Providers:{provider}:{key}"] = value;
                }
            }
        }

        return settings;
    }
}
