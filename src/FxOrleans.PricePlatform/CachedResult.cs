using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform;

/// <summary>Turns what a cache brought into an answer over HTTP.</summary>
internal static class CachedResult
{
    /// <summary>The answer, marked when it is stale; <paramref name="nothing"/> where there is nothing; else 503 with Retry-After.</summary>
    public static IResult Of(HttpContext context, CacheOutcome outcome, Func<IResult> nothing)
    {
        if (outcome.Answer is { } answer)
        {
            return outcome.IsStale
                ? new Answer(answer.Marked, Answer.Json, Answer.Revalidate, answer.ETag.Insert(answer.ETag.Length - 1, "-stale"))
                : new Answer(answer.Body, Answer.Json, Answer.Revalidate, answer.ETag);
        }

        if (outcome.RetryAfter is not { } wait)
        {
            return nothing();
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.Unavailable(ProblemCodes.UpstreamUnavailable, "Whoever knows this (a provider, or the node that asks them) does not answer or limits us just now, and no older answer is left.");
    }
}
