using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// A currency-api that answers in every bad way that was seen of upstreams, one at a time, beside a Frankfurter and a CoinGecko whose answers
/// were reported of the real ones.
/// </summary>
internal sealed class UnwellUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UnwellUpstream(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>What currency-api does; null while it is well.</summary>
    public volatile string? Ailment;

    /// <summary>What its file says of the naira, as text.</summary>
    public volatile string Naira = "1500";

    /// <summary>The day of the row that nobody has renewed.</summary>
    public DateOnly NineDaysAgo { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-9);

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

    private Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/v2/rates" => http.Response.WriteAsync(Rows()),
        "/api/v3/simple/price" => http.Response.WriteAsync($$$"""{"harmony":{"usd":0.0041,"last_updated_at":{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}}}"""),
        "/api/v3/coins/markets" => http.Response.WriteAsync("""[{"id":"harmony","symbol":"one","name":"Harmony","current_price":0.0041,"price_change_percentage_24h":2.5}]"""),
        _ => FileAsync(http),
    };

    private Task FileAsync(HttpContext http) => Ailment switch
    {
        null => Good(http, "usd"),
        "another base" => Good(http, "eur"),
        "negative" => FileAsync(http, "usd", "\"eur\":-0.88"),
        "a clock ahead" => Good(http, "usd", days: 3),
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

    private Task Good(HttpContext http, string @base, int days = 0) => FileAsync(http, @base, $"\"eur\":0.88,\"one\":7.2025,\"ngn\":{Naira}", days);

    private static Task FileAsync(HttpContext http, string @base, string rates, int days = 0) => http.Response.WriteAsync(
        $$"""{"date":"{{TimeProvider.System.GetUtcNow().AddDays(days):yyyy-MM-dd}}","{{@base}}":{ {{rates}} } }""");

    /// <summary>One that is current, one that is old, and five of one bank for one day that contradict one another.</summary>
    private string Rows()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        (DateOnly Date, string Quote, string Rate)[] rows =
            [(today, "PLN", "3.6"), (NineDaysAgo, "KES", "129.2"), (today, "UAH", "37.35"), (today, "UAH", "37.35"), (today, "UAH", "37.35"), (today, "UAH", "37.35"), (today, "UAH", "17.22")];
        return $"[{string.Join(',', rows.Select(row => $$"""{"date":"{{row.Date:yyyy-MM-dd}}","base":"USD","quote":"{{row.Quote}}","rate":{{row.Rate}}}"""))}]";
    }

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
