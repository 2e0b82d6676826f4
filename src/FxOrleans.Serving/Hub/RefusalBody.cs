using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FxOrleans.Serving.Hub;

/// <summary>An answer's body that drops what is written under a status of 400 or more, other than problem+json, and does not start the answer.</summary>
internal sealed class RefusalBody(HttpContext context, IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
{
    private PipeWriter? _dropping;

    public Stream Stream => IsKeptBack ? Stream.Null : inner.Stream;

    public PipeWriter Writer => IsKeptBack ? _dropping ??= PipeWriter.Create(Stream.Null) : inner.Writer;

    private bool IsKeptBack => IsRefusal(context) && context.Response.ContentType != Problem.ContentType;

    public static bool IsRefusal(HttpContext context) => context.Response.StatusCode >= StatusCodes.Status400BadRequest;

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => IsKeptBack ? Task.CompletedTask : inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        inner.SendFileAsync(path, offset, count, cancellationToken);

    public Task CompleteAsync() => IsKeptBack ? Task.CompletedTask : inner.CompleteAsync();
}
