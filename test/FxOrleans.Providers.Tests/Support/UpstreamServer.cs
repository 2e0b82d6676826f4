using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Providers.Tests;

/// <summary>An upstream on a port of its own that plays what a test gives it. An unexpected path is a 404.</summary>
internal sealed class UpstreamServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<HttpRequestSeen> _seen = new();

    private UpstreamServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public IReadOnlyList<HttpRequestSeen> Seen => [.. _seen];

    public static async Task<UpstreamServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new UpstreamServer(app);
        app.UseWebSockets();
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>The next answer to requests of <paramref name="path"/>; the last one given stays.</summary>
    public UpstreamServer On(string path, RequestDelegate answer)
    {
        _answers.GetOrAdd(path, _ => new()).Enqueue(answer);
        return this;
    }

    public UpstreamServer On(string path, byte[] body, string type = "application/json", int status = 200, params (string Name, string Value)[] headers) =>
        On(path, context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            return context.Response.Body.WriteAsync(body).AsTask();
        });

    public UpstreamServer On(string path, string body, string type = "application/json", int status = 200, params (string Name, string Value)[] headers) =>
        On(path, Encoding.UTF8.GetBytes(body), type, status, headers);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        _seen.Enqueue(new(request.Path + request.QueryString, request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (!_answers.TryGetValue(request.Path, out var queue))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return queue.Count > 1 && queue.TryDequeue(out var answer) ? answer(context) : queue.TryPeek(out var last) ? last(context) : Task.CompletedTask;
    }
}
