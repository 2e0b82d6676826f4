using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving;

/// <summary>HEAD is answered as GET is (RFC 9110, 9.3.2): the server itself leaves the body out.</summary>
public static class HeadRequests
{
    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}
