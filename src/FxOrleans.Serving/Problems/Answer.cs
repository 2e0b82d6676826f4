using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving;

/// <summary>A body with its type, entity tag and cache policy; 304 without the body when the caller has it already. Immutable.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="ContentType">Their type.</param>
/// <param name="CacheControl">The policy.</param>
/// <param name="ETag">The entity tag, quotes included; null to compute it from the body.</param>
public sealed record Answer(ReadOnlyMemory<byte> Body, string ContentType, string CacheControl, string? ETag = null) : IResult
{
    public const string Json = "application/json";

    /// <summary>Prices: may be kept, but must be asked for again.</summary>
    public const string Revalidate = "no-cache";

    /// <summary>Lists that change with releases only.</summary>
    public const string Hour = "public, max-age=3600";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = ETag ?? $"\"{System.Convert.ToHexStringLower(SHA256.HashData(Body.Span).AsSpan(0, 8))}\"";
        var response = httpContext.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = CacheControl;
        if (IsKnown(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>True when the caller says that it has that entity (RFC 9110, 13.1.2; weak comparison).</summary>
    public static bool IsKnown(HttpRequest request, string tag)
    {
        foreach (var line in request.Headers.IfNoneMatch)
        {
            foreach (var part in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan()[part].Trim();
                if (candidate is "*" || candidate.SequenceEqual(tag) || (candidate.StartsWith("W/") && candidate[2..].SequenceEqual(tag)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
