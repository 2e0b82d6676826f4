using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// A currency-api that answers in every bad way that was seen of upstreams, one at a time, beside a Frankfurter, a CoinGecko and a Finnhub whose
/// answers were reported of the real ones.
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

    /// <summary>The last day that was fixed, long before the last 24 hours, as a Monday is after a long weekend.</summary>
    public DateOnly FourDaysAgo => NineDaysAgo.AddDays(5);

    /// <summary>When the bar of the last whole trading day began in New York: the evening before that day.</summary>
    public DateTimeOffset EveningBefore { get; } = LastTradingDay().AddDays(-1).ToDateTime(new TimeOnly(22, 0), DateTimeKind.Utc);

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
        "/v2/rates" when http.Request.Query.ContainsKey("from") => PastAsync(http),
        "/v2/rates" => http.Response.WriteAsync(Rows()),
        "/api/v1/forex/rates" => http.Response.WriteAsync("""{"base":"USD","quote":{"CHF":0.8}}"""),
        "/api/v1/forex/candle" => http.Response.WriteAsync($$"""{"s":"ok","t":[{{EveningBefore.ToUnixTimeSeconds()}}],"o":[1.1],"h":[1.2],"l":[1.0],"c":[1.15],"v":[7]}"""),
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

    private Task Good(HttpContext http, string @base, int days = 0) => FileAsync(http, @base, $"\"eur\":0.88,\"gbp\":0.8,\"one\":7.2025,\"ngn\":{Naira}", days);

    private static Task FileAsync(HttpContext http, string @base, string rates, int days = 0) => http.Response.WriteAsync(
        $$"""{"date":"{{TimeProvider.System.GetUtcNow().AddDays(days):yyyy-MM-dd}}","{{@base}}":{ {{rates}} } }""");

    /// <summary>One that is current, one that is old, and five of one bank for one day that contradict one another.</summary>
    private string Rows()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        (DateOnly Date, string Quote, string Rate)[] rows =
            [(today, "PLN", "3.6"), (NineDaysAgo, "KES", "129.2"), (FourDaysAgo, "HUF", "360"), (today, "UAH", "37.35"), (today, "UAH", "37.35"), (today, "UAH", "37.35"), (today, "UAH", "37.35"), (today, "UAH", "17.22")];
        return $"[{string.Join(',', rows.Select(row => $$"""{"date":"{{row.Date:yyyy-MM-dd}}","base":"USD","quote":"{{row.Quote}}","rate":{{row.Rate}}}"""))}]";
    }

    /// <summary>Two fixings of the forint, and for a range with none of them the 404 that the real one gives.</summary>
    private Task PastAsync(HttpContext http)
    {
        var from = DateOnly.Parse(http.Request.Query["from"].ToString(), CultureInfo.InvariantCulture);
        var rows = new[] { (Day: FourDaysAgo.AddDays(-1), Rate: 350), (Day: FourDaysAgo, Rate: 360) }.Where(row => row.Day >= from)
            .Select(row => $$"""{"date":"{{row.Day:yyyy-MM-dd}}","base":"{{http.Request.Query["base"]}}","quote":"HUF","rate":{{row.Rate}}}""").ToArray();
        http.Response.StatusCode = rows.Length > 0 ? 200 : 404;
        return http.Response.WriteAsync(rows.Length > 0 ? $"[{string.Join(',', rows)}]" : """{"status":404,"message":"not found"}""");
    }

    private static DateOnly LastTradingDay()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-2);
        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day.AddDays(-2) : day;
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
