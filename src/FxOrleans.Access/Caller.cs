using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>Names the one whose share a connection counts against: a key where keys are asked for, else an address.</summary>
public static class Caller
{
    private const string KeyIdentity = "key";

    /// <summary>Notes the key with the request; SignalR keeps the user of a connection, whatever its transport.</summary>
    public static void Note(HttpContext context, ApiKey key) =>
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Options.Name)], KeyIdentity));

    /// <summary>Returns null for a caller that is not bounded: one on this machine where no key is asked for.</summary>
    public static string? Of(HttpContext context, AccessOptions options) =>
        options.Mode == AuthMode.Keys ? context.User.Identity?.Name
        : LocalCaller.IsLoopback(context) ? null
        : AddressQuotas.KeyOf(context.Connection.RemoteIpAddress!).ToString("x", CultureInfo.InvariantCulture);
}
