using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// The host with five providers of the demo market, two of which are made to misbehave as a visitor would, in every way that the market
/// knows: the price stays within what the honest ones say, <c>/rate/explain</c> names who is wrong and why, <c>/providers</c> counts it by
/// kind, and whoever has recovered is believed again.
/// </summary>
public sealed class CulpritTests : IAsyncLifetime
{
    private static readonly string[] Culprits = ["OneFrame", "CurrencyApi"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private SiloProcess _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Providers:OpenErApi:Enabled=false", "--Providers:CoinGecko:Enabled=false", "--Pricing:FrozenAfter=00:00:04", "--Pricing:MaxAge=00:00:04",
            "--Providers:OneFrame:Timeout=00:00:02", "--Providers:CurrencyApi:Timeout=00:00:02", "--Providers:Finnhub:Interval=00:00:01", "--Providers:CurrencyApi:Interval=00:00:01");
        await _silo.ReadyAsync();
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Two_that_misbehave_are_named_and_move_nothing()
    {
        await Eventually.TrueAsync(async () => (await QuotesAsync()).Count == 5, "five providers quote", Patience);
        await TryAsync(new { mode = "freeze" }, "frozen", "superseded", "frozen");
        await TryAsync(new { mode = "lie", factor = 100 }, "scaled", "scaled", "scaled");
        await TryAsync(new { mode = "lie", factor = 0.1 }, "scaled", "scaled", "scaled");
        await TryAsync(new { mode = "lie", factor = 1.5 }, "outlier", "superseded", "outlier");
        await TryAsync(new { mode = "lie", factor = 0.98 }, "outlier", "superseded", "outlier");
        await TryAsync(new { mode = "invert" }, "inverted", "inverted", "inverted");
        await TryAsync(new { mode = "rate_limit" }, "stale", "superseded", "rate_limited", both: true);
        await TryAsync(new { mode = "error" }, "stale", "superseded", "http_status", both: true);
        await TryAsync(new { mode = "html" }, "stale", "superseded", "unreadable", both: true);
        await TryAsync(new { mode = "nothing" }, "stale", "superseded", "timeout", both: true);
        await TryAsync(new { mode = "empty" }, "stale", "superseded", "empty", both: true);
        await TryAsync(new { mode = "slow", delay = 60 }, "stale", "superseded", "timeout", both: true);
    }

    /// <summary>Makes both misbehave and honest again.</summary>
    /// <param name="way">What they are told.</param>
    /// <param name="live">What the live source's quote is called.</param>
    /// <param name="fixing">And the fixing's, which has no vote while live sources quote: it is named where its value is one that no market reaches.</param>
    /// <param name="kind">Under which kind it is counted.</param>
    /// <param name="both">Whether of the fixing too, whose quotes are judged where they could count.</param>
    private async Task TryAsync(object way, string live, string fixing, string kind, bool both = false)
    {
        var before = await CountedAsync(kind);
        await MakeAsync(way);
        await Eventually.TrueAsync(
            async () => await QuotesAsync() is var quotes && quotes["OneFrame"].Reason == live && quotes["CurrencyApi"].Reason == fixing,
            $"{way}: OneFrame is called {live} and CurrencyApi {fixing}",
            Patience);
        await Eventually.TrueAsync(
            async () => await CountedAsync(kind) is var now && now["OneFrame"] > before["OneFrame"] && (!both || now["CurrencyApi"] > before["CurrencyApi"]),
            $"{way}: it is counted as {kind}",
            Patience);
        await MakeAsync(new { mode = "honest" });
        await Eventually.TrueAsync(
            async () => await QuotesAsync() is var quotes && quotes["OneFrame"].Kept && quotes["CurrencyApi"].Reason == "superseded",
            $"both are believed again after {way}",
            Patience);
        await Eventually.TrueAsync(async () => (await ProvidersAsync()).All(row => row.GetProperty("state").GetString() == "ok"), $"both are well after {way}", Patience);
    }

    private async Task MakeAsync(object way)
    {
        foreach (var culprit in new[] { "one-frame", "currency-api" })
        {
            using var put = await _silo.Http.PutAsJsonAsync($"/demo/control/{culprit}", way);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }
    }

    private async Task<IReadOnlyList<JsonElement>> ProvidersAsync() =>
        [.. (await _silo.GetAsync("/providers")).EnumerateArray().Where(row => Culprits.Contains(row.GetProperty("name").GetString()))];

    /// <summary>How often each of them has failed, or was refused, that way.</summary>
    private async Task<Dictionary<string, long>> CountedAsync(string kind) => (await ProvidersAsync()).ToDictionary(
        row => row.GetProperty("name").GetString()!,
        row => new[] { "failures", "rejections" }.Sum(counts => row.GetProperty(counts).TryGetProperty(kind, out var count) ? count.GetInt64() : 0));

    private async Task<Dictionary<string, (decimal Value, bool Kept, string? Reason)>> QuotesAsync()
    {
        var json = await _silo.GetAsync("/rate/explain?from=USD&to=EUR");
        var quotes = json.GetProperty("quotes").EnumerateArray().ToDictionary(
            quote => quote.GetProperty("provider").GetString()!,
            quote => (quote.GetProperty("value").GetDecimal(), quote.GetProperty("kept").GetBoolean(), quote.GetProperty("reason").GetString()));
        CheckRange(json, [.. quotes.Where(quote => !Culprits.Contains(quote.Key)).Select(quote => quote.Value.Item1)]);
        return quotes;
    }

    // A live price may be of a moment ago, when the honest live source said a little else.
    private static void CheckRange(JsonElement json, IReadOnlyCollection<decimal> honest)
    {
        if (honest.Count == 3)
        {
            Assert.InRange(json.GetProperty("price").GetDecimal(), honest.Min() * 0.999m, honest.Max() * 1.001m);
        }
    }
}
