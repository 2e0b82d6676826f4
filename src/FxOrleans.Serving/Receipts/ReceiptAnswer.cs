using System.Text;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Receipts;

/// <summary>A receipt as JSON: 201 with its address when it is new, else 200. Immutable for ever, so that caches may keep what a GET got.</summary>
internal sealed record ReceiptAnswer(Receipt Receipt) : IResult
{
    /// <summary>Where receipts are.</summary>
    public const string Path = "/receipts";

    private const string Forever = "public, max-age=31536000, immutable";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Id and receipt are base64url and dots: nothing to escape.
        byte[] body = [.. Encoding.ASCII.GetBytes($$"""{"id":"{{Receipt.Id}}","receipt":"{{Receipt.Signed}}","price":"""), .. Receipt.Price.Span, (byte)'}'];
        if (HttpMethods.IsGet(httpContext.Request.Method))
        {
            await new Answer(body, Answer.Json, Forever, $"\"{Receipt.Id}\"").ExecuteAsync(httpContext).ConfigureAwait(false);
            return;
        }

        var response = httpContext.Response;
        response.StatusCode = Receipt.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        response.Headers.Location = $"{httpContext.Request.PathBase}{Path}/{Receipt.Id}";
        response.Headers.CacheControl = "no-store";
        response.ContentType = Answer.Json;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
