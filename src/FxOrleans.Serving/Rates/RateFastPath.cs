using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Rates;

/// <summary>
/// Answers <c>GET /rate?from=USD&amp;to=EUR</c> before routing: reads the raw query and writes bytes that are ready. Anything
/// else about the request (another parameter, an escape, an unknown code, no price) goes on to the endpoint, which says what it is.
/// </summary>
public static class RateFastPath
{
    /// <summary>The path that it answers.</summary>
    public const string Path = "/rate";

    public static IApplicationBuilder UseRateFastPath(this IApplicationBuilder app, RateBoard board) =>
        app.Use(next => context => TryRead(context.Request, board) is { } rate ? Write(context, rate) : next(context));

    private static EncodedRate? TryRead(HttpRequest request, RateBoard board)
    {
        if (request.Path.Value != Path || !HttpMethods.IsGet(request.Method))
        {
            return null;
        }

        var query = request.QueryString.Value.AsSpan();
        if (!query.StartsWith("?from="))
        {
            return null;
        }

        query = query["?from=".Length..];
        var end = query.IndexOf("&to=");
        return end > 0
            && AssetCatalog.TryGet(query[..end], out var from)
            && AssetCatalog.TryGet(query[(end + "&to=".Length)..], out var to)
            && from != to
            ? board.Read(from, to)
            : null;
    }

    private static Task Write(HttpContext context, EncodedRate rate)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers.ETag = rate.ETag;
        headers.CacheControl = Answer.Revalidate;
        if (context.Request.Headers.IfNoneMatch.Count > 0 && Answer.IsKnown(context.Request, rate.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = Answer.Json;
        response.ContentLength = rate.Json.Length;
        var write = response.BodyWriter.WriteAsync(rate.Json, context.RequestAborted);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }
}
