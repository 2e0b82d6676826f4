using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Load.Servers;

/// <summary>A web host as the product's: Kestrel on a free loopback port, nothing logged.</summary>
internal static class Hosts
{
    public static WebApplicationBuilder Create()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders(); // What it says is for its parent, line by line.
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestLineSize = 64 * 1024;
            server.Limits.MaxRequestBodySize = 64 * 1024;
        });
        return builder;
    }

    /// <summary>Starts it and says where it listens.</summary>
    public static async Task StartAsync(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine($"listening {app.Urls.First()}");
    }
}
