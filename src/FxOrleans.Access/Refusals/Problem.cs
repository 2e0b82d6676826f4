using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Access;

/// <summary>
/// An error for a caller: status, stable code, and one sentence that names what was wrong (RFC 9457). Immutable.
/// </summary>
public sealed record Problem(int Status, string Code, string Detail) : IResult
{
    /// <summary>When to ask again; null where nobody can say. Sent in whole seconds, rounded up.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why a price is not firm, as codes; null for any other error.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    public const string ContentType = "application/problem+json";

    /// <summary>The answer is JSON and says so, so that quotes and letters need no HTML-safe escapes.</summary>
    private static readonly ProblemJson Readable = new(new JsonSerializerOptions(ProblemJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static Problem BadRequest(string code, string detail) => new(StatusCodes.Status400BadRequest, code, detail);

    public static Problem NotFound(string code, string detail) => new(StatusCodes.Status404NotFound, code, detail);

    public static Problem Unavailable(string code, string detail) => new(StatusCodes.Status503ServiceUnavailable, code, detail);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = new ProblemBody("about:blank", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(Status), Status, Code, Detail, Reasons);
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, Readable.ProblemBody);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
