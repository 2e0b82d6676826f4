using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform.DropIn;

/// <summary>Answers in the shapes of other services. Their errors are not problem+json: clients of theirs read their own.</summary>
internal static class ForeignAnswer
{
    private const string ContentType = "application/json; charset=utf-8";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>200 with an entity tag.</summary>
    public static IResult Ok(JsonNode body, string cache = Answer.Revalidate) => new Answer(JsonSerializer.SerializeToUtf8Bytes(body, Readable), ContentType, cache);

    /// <summary>An error; with <paramref name="retryAfter"/> when to ask again.</summary>
    public static IResult Error(HttpContext context, int status, JsonObject body, TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(body.ToJsonString(Readable), ContentType, statusCode: status);
    }
}
