using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Health;

/// <summary>A body with a status of its own.</summary>
internal sealed class StatusBytes(int status, byte[] body, string contentType) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = contentType;
        httpContext.Response.ContentLength = body.Length;
        return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
