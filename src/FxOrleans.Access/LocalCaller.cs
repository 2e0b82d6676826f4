using System.Net;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>Tells callers on this machine from those that only look like it.</summary>
internal static class LocalCaller
{
    private static readonly string[] Forwarding = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "Forwarded", "Via"];

    /// <summary>Whether the request comes over loopback, or over a socket file.</summary>
    public static bool IsLoopback(HttpContext context) => context.Connection.RemoteIpAddress is not { } address
        || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>
    /// Whether somebody on this machine asks: nothing was forwarded for others, and the host asked for is this machine's own
    /// name, so that no page elsewhere whose name was made to lead here does (DNS rebinding).
    /// </summary>
    public static bool Is(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is null || !IsLoopback(context))
        {
            return false;
        }

        foreach (var name in Forwarding)
        {
            if (context.Request.Headers.ContainsKey(name))
            {
                return false;
            }
        }

        var host = context.Request.Host.Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
