using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>OneFrame, which is live, and CurrencyApi, which tells a fixing, of a host whose three other providers stay honest.</summary>
internal sealed class Culprits(SiloProcess silo)
{
    private static readonly string[] Names = ["OneFrame", "CurrencyApi"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until all five quote.</summary>
    public Task QuoteAsync() => Eventually.TrueAsync(async () => (await QuotesAsync()).Count == 5, "five providers quote", Patience);

    /// <summary>Makes both misbehave and honest again.</summary>
    /// <param name="way">What they are told.</param>
    /// <param name="live">What the live source's quote is called.</param>
    /// <param name="fixing">And the fixing's, which has no vote while live sources quote: it is named where its value is one that no market reaches.</param>
    /// <param name="kind">Under which kind it is counted.</param>
    /// <param name="both">Whether of the fixing too, whose quotes are judged where they could count.</param>
    public async Task TryAsync(object way, string live, string fixing, string kind, bool both)
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
            using var put = await silo.Http.PutAsJsonAsync($"/demo/control/{culprit}", way);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }
    }

    private async Task<IReadOnlyList<JsonElement>> ProvidersAsync() =>
        [.. (await silo.GetAsync("/providers")).EnumerateArray().Where(row => Names.Contains(row.GetProperty("name").GetString()))];

    /// <summary>How often each of them has failed, or was refused, that way.</summary>
    private async Task<Dictionary<string, long>> CountedAsync(string kind) => (await ProvidersAsync()).ToDictionary(
        row => row.GetProperty("name").GetString()!,
        row => new[] { "failures", "rejections" }.Sum(counts => row.GetProperty(counts).TryGetProperty(kind, out var count) ? count.GetInt64() : 0));

    private async Task<Dictionary<string, (decimal Value, bool Kept, string? Reason)>> QuotesAsync()
    {
        var json = await silo.GetAsync("/rate/explain?from=USD&to=EUR");
        var quotes = json.GetProperty("quotes").EnumerateArray().ToDictionary(
            quote => quote.GetProperty("provider").GetString()!,
            quote => (quote.GetProperty("value").GetDecimal(), quote.GetProperty("kept").GetBoolean(), quote.GetProperty("reason").GetString()));
        CheckRange(json, [.. quotes.Where(quote => !Names.Contains(quote.Key)).Select(quote => quote.Value.Item1)]);
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
