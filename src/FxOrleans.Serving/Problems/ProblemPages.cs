using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving;

/// <summary>Sees to it that every error leaves as problem+json with a code, whatever went wrong and whatever was asked for; answers OPTIONS.</summary>
public static class ProblemPages
{
    /// <summary>Longest path and query taken, in characters.</summary>
    public const int MaxTarget = 8 * 1024;

    /// <summary>503: what an endpoint answers while the engine does not answer it.</summary>
    public static Problem EngineAway { get; } = Problem.Unavailable(ProblemCodes.UpstreamUnavailable, "The part of the service that knows this does not answer just now.");

    public static IApplicationBuilder UseProblemPages(this IApplicationBuilder app) => app
        .UseExceptionHandler(failed => failed.Run(OnException))
        .UseStatusCodePages(context => OnStatus(context.HttpContext))
        .Use((context, next) => context.Request.Path.Value?.Length + context.Request.QueryString.Value?.Length > MaxTarget
            ? new Problem(StatusCodes.Status414UriTooLong, ProblemCodes.UriTooLong, $"A request line may have {MaxTarget} characters.").ExecuteAsync(context)
            : next(context));

    private static Task OnException(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (failure is BadHttpRequestException bad)
        {
            return new Problem(bad.StatusCode, ProblemCodes.InvalidQuery, "The request could not be read.").ExecuteAsync(context);
        }

        if (failure is EngineUnavailableException)
        {
            return EngineAway.ExecuteAsync(context);
        }

        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("FxOrleans.Serving").LogError(failure, "A request failed.");
        return new Problem(StatusCodes.Status500InternalServerError, ProblemCodes.Internal, "Something went wrong here; it has been logged.").ExecuteAsync(context);
    }

    // Whatever takes GET takes HEAD too, and every path says what it takes (RFC 9110, 9.3.7). Routing has found the path and filled Allow.
    private static Task OnMethod(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Allow = $"{headers.Allow.ToString().Replace(HttpMethods.Get, $"{HttpMethods.Get}, {HttpMethods.Head}", StringComparison.Ordinal)}, {HttpMethods.Options}";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return new Problem(405, ProblemCodes.MethodNotAllowed, "This path does not take that method; the Allow header names those it takes.").ExecuteAsync(context);
    }

    private static Task OnStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.NotFound(ProblemCodes.UnknownPath, "There is nothing at this path; /openapi/v1.json lists what there is.").ExecuteAsync(context),
        StatusCodes.Status405MethodNotAllowed when context.Response.Headers.Allow.Count > 0 => OnMethod(context),
        StatusCodes.Status405MethodNotAllowed => new Problem(405, ProblemCodes.MethodNotAllowed, "This path does not take that method.").ExecuteAsync(context),
        var status => new Problem(status, ProblemCodes.InvalidQuery, "The request was not understood.").ExecuteAsync(context),
    };
}
