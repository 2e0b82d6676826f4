using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>How a request is turned away, and what a limited answer says of its limit.</summary>
internal static class AccessResponses
{
    private const string Realm = "Bearer realm=\"FxOrleans\"";

    /// <summary>401: no key, or none that is known.</summary>
    public static Task Unauthorized(HttpContext context, bool wasGiven)
    {
        context.Response.Headers.WWWAuthenticate = wasGiven ? $"{Realm}, error=\"invalid_token\"" : Realm;
        return new Problem(
            StatusCodes.Status401Unauthorized,
            ProblemCodes.Unauthorized,
            wasGiven ? "This key is not known here." : "A key is needed: X-Api-Key, or ?access_token= where a browser can send no header.").ExecuteAsync(context);
    }

    /// <summary>403: a key without the scope.</summary>
    public static Task OutOfScope(HttpContext context, AccessScopes needed)
    {
        var scope = needed.ToString().ToLowerInvariant();
        context.Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{scope}\"";
        return new Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, $"This takes a key with the scope '{scope}'.").ExecuteAsync(context);
    }

    /// <summary>403: for callers on this machine only, where no keys are asked for.</summary>
    public static Task NotLocal(HttpContext context) =>
        new Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "This answers callers on this machine only, or with Auth:Mode=keys those whose key is an administrator's.").ExecuteAsync(context);

    /// <summary>429: too many in a minute.</summary>
    public static Task Limited(HttpContext context, in RateLimitDecision allotment)
    {
        context.Response.Headers.RetryAfter = Seconds(allotment.Reset);
        return new Problem(
            StatusCodes.Status429TooManyRequests,
            ProblemCodes.RateLimited,
            $"{allotment.Limit} requests a minute pass; Retry-After says in how many seconds another one does.").ExecuteAsync(context);
    }

    /// <summary>The fields of draft-ietf-httpapi-ratelimit-headers-06; times in whole seconds, rounded up.</summary>
    public static void Describe(HttpContext context, in RateLimitDecision allotment)
    {
        var headers = context.Response.Headers;
        var limit = allotment.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Limit"] = limit;
        headers["RateLimit-Remaining"] = allotment.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = Seconds(allotment.Reset);
        headers["RateLimit-Policy"] = $"{limit};w=60";
    }

    private static string Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
