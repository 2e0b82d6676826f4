using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving;

/// <summary>HEAD is answered as GET is (RFC 9110, 9.3.2): the server itself leaves the body out.</summary>
public static class HeadRequests
{
    private static readonly object Asked = new();

    /// <summary>Returns true when HEAD was asked for: an answer without an end has to end then.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(Asked);

    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Asked] = true;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}
