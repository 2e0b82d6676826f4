using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Access;

/// <summary>
/// Keeps other sites' pages off the sockets: a browser names the page's origin, and only the service's own or a listed one
/// passes. Callers without an origin are no browsers. Plain GETs carry no credentials and are not guarded.
/// </summary>
public static class OriginGuard
{
    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app, IEnumerable<string> allowed)
    {
        var origins = allowed.Select(origin => origin.TrimEnd('/')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return app.Use((context, next) => IsSocket(context.Request.Path) && IsForeign(context.Request, origins)
            ? new Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "This Origin may not open sockets here; list it in 'Origins'.").ExecuteAsync(context)
            : next(context));
    }

    private static bool IsSocket(PathString path) =>
        path.StartsWithSegments("/hubs") || path.StartsWithSegments("/ws") || path.StartsWithSegments("/api/ws");

    private static bool IsForeign(HttpRequest request, FrozenSet<string> allowed)
    {
        var origins = request.Headers.Origin;
        if (origins.Count == 0)
        {
            return false;
        }

        var own = $"{request.Scheme}://{request.Host}";
        return origins.Count > 1 || !(string.Equals(origins[0], own, StringComparison.OrdinalIgnoreCase) || allowed.Contains(origins[0] ?? ""));
    }
}
