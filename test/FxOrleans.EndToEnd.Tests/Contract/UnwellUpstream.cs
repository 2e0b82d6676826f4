using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A currency-api that answers in every bad way that was seen of upstreams, one at a time.</summary>
internal sealed class UnwellUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UnwellUpstream(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>What it does; null while it is well.</summary>
    public volatile string? Ailment;

    public string Address => _app.Urls.Single();

    public static async Task<UnwellUpstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var upstream = new UnwellUpstream(builder.Build());
        await upstream._app.StartAsync();
        return upstream;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http) => Ailment switch
    {
        null => Good(http, "usd", "0.88"),
        "another base" => Good(http, "eur", "0.88"),
        "negative" => Good(http, "usd", "-0.88"),
        "a clock ahead" => Good(http, "usd", "0.88", days: 3),
        "a page" => http.Response.WriteAsync("<html>proof of work</html>"),
        "an error" => StatusAsync(http, 500),
        "a limit" => StatusAsync(http, 429),
        "a lock" => StatusAsync(http, 403),
        "a redirection" => RedirectAsync(http),
        "badly packed" => PackedAsync(http),
        "too much" => EndlessAsync(http, new string(' ', 64 * 1024), TimeSpan.Zero),
        "a trickle" => EndlessAsync(http, " ", TimeSpan.FromMilliseconds(50)),
        "a hang-up" => Task.Run(http.Abort),
        var other => throw new InvalidOperationException($"There is no such ailment: {other}."),
    };

    private static Task Good(HttpContext http, string @base, string euro, int days = 0) => http.Response.WriteAsync(
        $$"""{"date":"{{TimeProvider.System.GetUtcNow().AddDays(days):yyyy-MM-dd}}","{{@base}}":{"eur":{{euro}} } }""");

    private static Task StatusAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync("no");
    }

    private static Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect("http://elsewhere.example/");
        return Task.CompletedTask;
    }

    private static Task PackedAsync(HttpContext http)
    {
        http.Response.Headers.ContentEncoding = "br";
        return http.Response.WriteAsync("no Brotli");
    }

    private static async Task EndlessAsync(HttpContext http, string part, TimeSpan pause)
    {
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync(part, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(pause, TimeProvider.System, http.RequestAborted);
        }
    }
}
