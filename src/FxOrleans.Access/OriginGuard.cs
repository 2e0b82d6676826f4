using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>
/// Keeps other sites' pages off the sockets and off whatever changes something: a browser names the page's origin, and only
/// the service's own or a listed one passes. Callers without an origin are no browsers. Plain GETs carry no credentials: they
/// are answered, and the browser keeps the answer from pages that are not listed.
/// </summary>
internal static class OriginGuard
{
    public static IApplicationBuilder UseOriginGuard(this IApplicationBuilder app, IEnumerable<string> allowed, AccessMetrics metrics)
    {
        var origins = allowed.Select(origin => origin.TrimEnd('/')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return app.Use((context, next) =>
        {
            if (context.Request.Headers.Origin.Count == 0 || !IsGuarded(context.Request) || !IsForeign(context.Request, origins))
            {
                return next(context);
            }

            metrics.Refused("foreign_origin");
            return new Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "This Origin may not do that here; list it in 'Origins'.").ExecuteAsync(context);
        });
    }

    private static bool IsGuarded(HttpRequest request) => AccessAreas.Of(request.Path) == AccessArea.Stream || !AccessAreas.OnlyReads(request.Method);

    private static bool IsForeign(HttpRequest request, FrozenSet<string> allowed)
    {
        var origins = request.Headers.Origin;
        var own = $"{request.Scheme}://{request.Host}";
        return origins.Count > 1 || !(string.Equals(origins[0], own, StringComparison.OrdinalIgnoreCase) || allowed.Contains(origins[0] ?? ""));
    }
}
