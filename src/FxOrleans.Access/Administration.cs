using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Access;

/// <summary>Who may see the inside and change things.</summary>
public static class Administration
{
    /// <summary>Whether the caller may see how the service is inside: with a key that says so, else on this machine or in the demo.</summary>
    public static bool MayLookInside(this HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<AccessOptions>();
        return options.Mode == AuthMode.Keys ? IsAdministrator(context) : options.Demo || LocalCaller.Is(context);
    }

    /// <summary>
    /// After routing: whatever takes another method than GET changes something, and is for administrators wherever it is,
    /// unless it is <see cref="OpenToReaders"/>. SignalR and the demo's switches have been judged before.
    /// </summary>
    public static IApplicationBuilder UseWriteGuard(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<AccessOptions>();
        return app.Use((context, next) =>
        {
            if (AccessAreas.OnlyReads(context.Request.Method) || context.GetEndpoint() is not RouteEndpoint endpoint
                || endpoint.Metadata.GetMetadata<OpenToReaders>() is not null
                || AccessAreas.Of(context.Request.Path) is AccessArea.Stream or AccessArea.Switches)
            {
                return next(context);
            }

            return options.Mode == AuthMode.Keys
                ? IsAdministrator(context) ? next(context) : AccessResponses.OutOfScope(context, AccessScopes.Admin)
                : LocalCaller.Is(context) ? next(context) : AccessResponses.NotLocal(context);
        });
    }

    private static bool IsAdministrator(HttpContext context) => context.Features.Get<ApiKey>()?.Options.Scopes.HasFlag(AccessScopes.Admin) == true;
}
