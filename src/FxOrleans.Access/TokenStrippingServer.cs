using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Access;

/// <summary>
/// The server, but each request's <see cref="AccessToken"/> is out of its address before the host logs, measures or traces it.
/// </summary>
internal sealed class TokenStrippingServer(IServer inner) : IServer
{
    public IFeatureCollection Features => inner.Features;

    /// <summary>Puts it around the server that is registered.</summary>
    public static void Wrap(IServiceCollection services)
    {
        // Of a request that is no HTTP, Kestrel logs the line itself.
        services.Configure<LoggerFilterOptions>(filter =>
            filter.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Information, null)));
        if (services.LastOrDefault(service => service.ServiceType == typeof(IServer)) is { ImplementationType: { } type } registered)
        {
            services.Remove(registered);
            services.TryAddSingleton(type);
            services.AddSingleton<IServer>(provider => new TokenStrippingServer((IServer)provider.GetRequiredService(type)));
        }
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => inner.StartAsync(new TokenStrippingApplication<TContext>(application), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

    // The container disposes of the server itself.
    public void Dispose()
    {
    }
}
