using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Routing.Patterns;

namespace FxOrleans.Silo.Telemetry;

/// <summary>
/// Names the route of what <see cref="RateFastPath"/> has answered, on the request's metric and span. By hand, because that path
/// answers before routing, so neither ASP.NET Core nor its instrumentation knows a route.
/// </summary>
internal sealed class FastPathRoute : IStartupFilter
{
    private static readonly Endpoint Rate =
        new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse(RateFastPath.Path), order: 0).Build();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            await rest(context);
            if (context.GetEndpoint() is null && context.Request.Path.Value == RateFastPath.Path && context.Response.StatusCode < StatusCodes.Status400BadRequest)
            {
                context.SetEndpoint(Rate);
            }
        });
        next(app);
    };
}
