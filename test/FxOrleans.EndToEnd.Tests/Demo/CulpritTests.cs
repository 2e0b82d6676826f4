using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// The host with five providers of the demo market, two of which are made to misbehave as a visitor would: the price stays within what the
/// honest ones say, and <c>/rate/explain</c> names who is wrong and why until they have recovered.
/// </summary>
public sealed class CulpritTests : IAsyncLifetime
{
    private static readonly string[] Culprits = ["OneFrame", "CurrencyApi"];
    private SiloProcess _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Providers:OpenErApi:Enabled=false", "--Providers:CoinGecko:Enabled=false", "--Providers:CurrencyApi:Interval=00:00:01");
        await _silo.ReadyAsync();
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Two_that_misbehave_are_named_and_move_nothing()
    {
        await Eventually.TrueAsync(async () => (await QuotesAsync()).Count == 5, "five providers quote", TimeSpan.FromSeconds(60));
        await TryAsync(new { mode = "lie", factor = 100 }, "scaled", "scaled");
        await TryAsync(new { mode = "lie", factor = 1.5 }, "outlier", "superseded");
        await TryAsync(new { mode = "invert" }, "inverted", "inverted");
        await TryAsync(new { mode = "html" }, "stale", "superseded");
    }

    // The fixing has no vote while live sources quote: it is named where its value is one that no market reaches.
    private async Task TryAsync(object way, string live, string fixing)
    {
        await MakeAsync(way);
        await Eventually.TrueAsync(
            async () => await QuotesAsync() is var quotes && quotes["OneFrame"].Reason == live && quotes["CurrencyApi"].Reason == fixing,
            $"OneFrame is called {live} and CurrencyApi {fixing}",
            TimeSpan.FromSeconds(60));
        await MakeAsync(new { mode = "honest" });
        await Eventually.TrueAsync(
            async () => await QuotesAsync() is var quotes && quotes["OneFrame"].Kept && quotes["CurrencyApi"].Reason == "superseded",
            $"both are believed again after {live}",
            TimeSpan.FromSeconds(60));
    }

    private async Task MakeAsync(object way)
    {
        foreach (var culprit in new[] { "one-frame", "currency-api" })
        {
            using var put = await _silo.Http.PutAsJsonAsync($"/demo/control/{culprit}", way);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }
    }

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
