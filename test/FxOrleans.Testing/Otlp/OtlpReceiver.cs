using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Testing.Otlp;

/// <summary>A real HTTP endpoint that takes OTLP's protobuf posts and keeps what they tell. Thread-safe.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private readonly ConcurrentDictionary<string, double> _series = new();
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly ConcurrentQueue<string> _logs = new();
    private readonly ConcurrentDictionary<string, string> _resources = new();
    private readonly ConcurrentDictionary<string, string> _headers = new();

    private int _metricPosts;

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>How often metrics arrived.</summary>
    public int MetricPosts => Volatile.Read(ref _metricPosts);

    /// <summary>Every series that arrived, such as <c>fxorleans.ticks{kind=live}</c>, with its last value (a histogram's count).</summary>
    public IReadOnlyDictionary<string, double> Series => _series;

    public IReadOnlyCollection<OtlpSpan> Spans => _spans;

    /// <summary>Log records: their text and attributes.</summary>
    public IReadOnlyCollection<string> Logs => _logs;

    /// <summary>The attributes of who sent, the last of each name.</summary>
    public IReadOnlyDictionary<string, string> Resource => _resources;

    /// <summary>The headers of the last post.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/metrics", context => receiver.TakeAsync(context, receiver.Metrics));
        app.MapPost("/v1/traces", context => receiver.TakeAsync(context, receiver.Traces));
        app.MapPost("/v1/logs", context => receiver.TakeAsync(context, receiver.LogRecords));
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Whether any post held that text, wherever.</summary>
    public bool Holds(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _bodies.Any(body => body.AsSpan().IndexOf(bytes) >= 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context, Action<ProtoMessage> read)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _bodies.Enqueue(body.ToArray());
        foreach (var (name, value) in context.Request.Headers)
        {
            _headers[name] = value.ToString();
        }

        read(new ProtoMessage(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf"; // An empty message: all of it was taken.
    }

    // ResourceMetrics 1 {Resource 1 {attributes 1}, ScopeMetrics 2 {Metric 2 {name 1, gauge 5 | sum 7 | histogram 9 {data_points 1}}}}
    private void Metrics(ProtoMessage request)
    {
        Sender(request);
        foreach (var metric in request.All(1, 2, 2))
        {
            foreach (var point in metric.All(5, 1).Concat(metric.All(7, 1)))
            {
                _series[Name(metric, point, 7)] = point.Has(4) ? point.Real(4) : unchecked((long)point.Number(6));
            }

            foreach (var point in metric.All(9, 1))
            {
                _series[Name(metric, point, 9)] = point.Number(4);
            }
        }

        Interlocked.Increment(ref _metricPosts);
    }

    // ResourceSpans 1 {ScopeSpans 2 {Span 2 {trace_id 1, name 5, attributes 9}}}
    private void Traces(ProtoMessage request)
    {
        Sender(request);
        foreach (var span in request.All(1, 2, 2))
        {
            _spans.Enqueue(new OtlpSpan(span.Text(5), span.Hex(1), span.Attributes(9)));
        }
    }

    // ResourceLogs 1 {ScopeLogs 2 {LogRecord 2 {body 5 {string 1}, attributes 6}}}
    private void LogRecords(ProtoMessage request)
    {
        Sender(request);
        foreach (var record in request.All(1, 2, 2))
        {
            _logs.Enqueue($"{record.All(5).First().Text(1)} {string.Join(' ', record.Attributes(6).Select(pair => $"{pair.Key}={pair.Value}"))}");
        }
    }

    private void Sender(ProtoMessage request)
    {
        foreach (var (name, value) in request.All(1, 1).SelectMany(resource => resource.Attributes(1)))
        {
            _resources[name] = value;
        }
    }

    private static string Name(ProtoMessage metric, ProtoMessage point, int attributes) =>
        $"{metric.Text(1)}{{{string.Join(',', point.Attributes(attributes).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}}}";
}
