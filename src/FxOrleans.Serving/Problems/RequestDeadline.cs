using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving;

/// <summary><c>Limits:RequestTimeout</c>: what takes longer is answered with 503 <c>upstream_unavailable</c>. Rates come from memory and never do.</summary>
public static class RequestDeadline
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    internal static void AddRequestDeadline(this IServiceCollection services, TimeSpan timeout) =>
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = timeout,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context =>
            {
                // It is what has just been cancelled; the middleware puts the caller's own back.
                context.RequestAborted = CancellationToken.None;
                return Problem.Unavailable(
                    ProblemCodes.UpstreamUnavailable, $"What this answer needs did not come within {timeout}.").ExecuteAsync(context);
            },
        });
}
