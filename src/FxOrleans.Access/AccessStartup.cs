using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Access;

/// <summary>
/// Puts access control in front of everything that a host serves, whatever that is: forwarded headers of known proxies,
/// origins, keys and limits.
/// </summary>
internal sealed class AccessStartup(AccessOptions options) : IStartupFilter
{
    private static readonly TimeSpan Preflight = TimeSpan.FromMinutes(10);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.Limits.KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders(Forwarding(options.Limits));
        }

        app.UseOriginGuard(options.Origins, app.ApplicationServices.GetRequiredService<AccessMetrics>());
        if (options.Origins.Count > 0)
        {
            app.UseCors(policy => policy
                .WithOrigins([.. options.Origins.Select(origin => origin.TrimEnd('/'))])
                .WithMethods("GET", "HEAD", "POST", "DELETE")
                .WithHeaders(
                    PresentedKey.Header, "Authorization", "Content-Type", "X-Requested-With", "X-SignalR-User-Agent",
                    "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name")
                .WithExposedHeaders("ETag", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy")
                .AllowCredentials()
                .SetPreflightMaxAge(Preflight));
        }

        app.UseMiddleware<AccessGate>();
        next(app);
    };

    // Each hop is believed only if the one before it was a known proxy; none is known unless it is listed, loopback neither.
    private static ForwardedHeadersOptions Forwarding(AccessLimits limits)
    {
        var forwarding = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        forwarding.KnownProxies.Clear();
        forwarding.KnownIPNetworks.Clear();
        foreach (var network in limits.KnownProxies)
        {
            forwarding.KnownIPNetworks.Add(network);
        }

        return forwarding;
    }
}
