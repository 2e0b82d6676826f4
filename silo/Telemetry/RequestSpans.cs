using System.Diagnostics;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Http.Features;

namespace FxOrleans.Silo.Telemetry;

/// <summary>
/// Says on a request's span which route it took and how it was answered (.NET 10 tells the rest itself), and on its metric
/// the route of what is answered before routing. Names are routes, never what a caller sent.
/// </summary>
internal sealed class RequestSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            try
            {
                await rest(context);
            }
            finally
            {
                Describe(context);
            }
        });
        next(app);
    };

    private static void Describe(HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        if (route is null && context.Request.Path.Value == RateFastPath.Path && context.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            route = RateFastPath.Path;
            context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("http.route", route));
        }

        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            return;
        }

        var method = span.GetTagItem("http.request.method") as string ?? "HTTP";
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (route is not null)
        {
            span.SetTag("http.route", route);
        }

        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
