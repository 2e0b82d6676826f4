using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.WhatIf;

/// <summary>A what-if that has begun: 202 with its address.</summary>
internal sealed record WhatIfAccepted(string Location, byte[] Body) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.Headers.Location = Location;
        response.Headers.CacheControl = "no-store";
        response.ContentType = Answer.Json;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
