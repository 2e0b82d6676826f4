using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// One-Frame as its image answers: made-up values that jump from call to call, bids above asks among them. Counts its calls, and
/// can be made to fail.
/// </summary>
internal sealed class OneFrameStandIn : IAsyncDisposable
{
    private const string Token = "10dc303535874aeccc86a8251e6992f5";

    private readonly ConcurrentQueue<string[]> _calls = new();
    private readonly TimeProvider _time;
    private readonly WebApplication _app;
    private readonly Random _random = new(7);

    private OneFrameStandIn(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
        app.MapGet("/rates", AnswerAsync);
    }

    public string Address => _app.Urls.Single();

    /// <summary>The pairs of each call so far.</summary>
    public IReadOnlyCollection<string[]> Calls => _calls;

    /// <summary>What it answers instead of rates; null while it is well.</summary>
    public volatile string? Failure;

    /// <summary>Prices that do not jump.</summary>
    public ConcurrentDictionary<string, decimal> Fixed { get; } = new();

    public static async Task<OneFrameStandIn> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new OneFrameStandIn(builder.Build(), time);
        await standIn._app.StartAsync();
        return standIn;
    }

    /// <summary>Arguments that leave it alone among the providers.</summary>
    public string[] Alone() =>
    [
        "--Demo:Enabled=false",
        $"--Providers:OneFrame:BaseUrl={Address}",
        "--Providers:CurrencyApi:Enabled=false",
        "--Providers:Ecb:Enabled=false",
        "--Providers:Frankfurter:Enabled=false",
        "--Providers:OpenErApi:Enabled=false",
        "--Providers:CoinGecko:Enabled=false",
    ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        string[] pairs = [.. context.Request.Query["pair"].OfType<string>()];
        _calls.Enqueue(pairs);
        context.Response.ContentType = "application/json";
        if (context.Request.Headers["token"] != Token)
        {
            return context.Response.WriteAsync("""{"error":"Forbidden"}""");
        }

        if (Failure is { } failure)
        {
            context.Response.StatusCode = failure.StartsWith('{') ? 200 : 503;
            return context.Response.WriteAsync(failure);
        }

        return context.Response.WriteAsync($"[{string.Join(',', pairs.Select(Row))}]");
    }

    private string Row(string pair)
    {
        decimal bid, ask, price;
        lock (_random)
        {
            (bid, ask) = Fixed.TryGetValue(pair, out var known) ? (known, known) : (0.01m + (decimal)_random.NextDouble(), 0.01m + (decimal)_random.NextDouble());
            price = (bid + ask) / 2;
        }

        var stamp = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"from":"{{pair[..3]}}","to":"{{pair[3..]}}","bid":{{bid}},"ask":{{ask}},"price":{{price}},"time_stamp":"{{stamp}}"}""");
    }
}
