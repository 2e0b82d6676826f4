using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Access;

/// <summary>Says at the start what an operator may not have meant: a service that others reach and that asks nobody for a key.</summary>
internal sealed partial class OpenAccessWarning(AccessOptions options, IServer server, IHostApplicationLifetime life, ILogger<OpenAccessWarning> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        life.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say()
    {
        if (options.Mode != AuthMode.None)
        {
            return;
        }

        if (options.Keys.Count > 0)
        {
            LogUnused(options.Keys.Count);
        }

        var open = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => !IsLoopback(address));
        if (open is not null && !options.Demo)
        {
            LogOpen(open);
        }
    }

    private static bool IsLoopback(string address)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host.Trim('[', ']') : "";
        return host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    [LoggerMessage(LogLevel.Warning, "Auth:Mode is none and {Address} is open to other machines: anybody may read. Auth:Mode=keys asks for a key.")]
    private partial void LogOpen(string address);

    [LoggerMessage(LogLevel.Warning, "Auth:Mode is none: the {Count} of Auth:Keys are not asked for.")]
    private partial void LogUnused(int count);
}
