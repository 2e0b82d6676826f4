using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FxOrleans.Serving.Hub;

/// <summary>SignalR refuses bad requests in plain text, and starts its answer with it: this keeps that back and says it as problem+json.</summary>
internal static class HubProblems
{
    public static IApplicationBuilder UseHubProblems(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.Path.StartsWithSegments(RatesHub.Path) && context.Features.Get<IHttpResponseBodyFeature>() is { } body
            ? AnswerAsync(context, body, next)
            : next(context));

    private static async Task AnswerAsync(HttpContext context, IHttpResponseBodyFeature body, RequestDelegate next)
    {
        context.Features.Set<IHttpResponseBodyFeature>(new RefusalBody(context, body));
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.Features.Set(body);
        }

        // What was said as a problem has its length; what was kept back has not started.
        if (RefusalBody.IsRefusal(context) && !context.Response.HasStarted && context.Response.ContentType != Problem.ContentType)
        {
            await ProblemOf(context.Response.StatusCode).ExecuteAsync(context).ConfigureAwait(false);
        }
    }

    private static Problem ProblemOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound(ProblemCodes.UnknownPath, "There is no such SignalR connection here."),
        StatusCodes.Status405MethodNotAllowed => new Problem(status, ProblemCodes.MethodNotAllowed, "SignalR takes GET, POST and DELETE."),
        _ => new Problem(status, ProblemCodes.InvalidQuery, "This is no request of a SignalR client: it negotiates first, or opens a WebSocket."),
    };
}
