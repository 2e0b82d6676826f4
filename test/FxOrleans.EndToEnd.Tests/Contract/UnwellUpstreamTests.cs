using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// A host whose only upstream answers in every bad way: each is named by its kind in <c>/providers</c>, the last good price stays, and
/// the upstream is believed again once it is well.
/// </summary>
public sealed class UnwellUpstreamTests
{
    private const string Rate = "/rate?from=USD&to=EUR";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly (string Ailment, string Kind)[] Ailments =
    [
        ("a page", "unreadable"), ("badly packed", "unreadable"), ("another base", "wrong_base"), ("negative", "empty"), ("too much", "too_large"),
        ("a trickle", "timeout"), ("a redirection", "redirected"), ("a hang-up", "unreachable"), ("an error", "http_status"),
        ("a limit", "rate_limited"), ("a lock", "unauthorized"), ("a clock ahead", "from_future"),
    ];

    [Fact]
    public async Task Each_ailment_is_named_and_outlived()
    {
        await using var upstream = await UnwellUpstream.StartAsync();
        await using var silo = await SiloProcess.StartAsync(
            [.. OnlyCurrencyApi.At(upstream.Address), "--Providers:CurrencyApi:Interval=00:00:00.5", "--Providers:CurrencyApi:Timeout=00:00:02"]);
        await silo.ReadyAsync();
        foreach (var (ailment, kind) in Ailments)
        {
            var before = await CountAsync(silo, kind);
            upstream.Ailment = ailment;
            await Eventually.TrueAsync(async () => await CountAsync(silo, kind) > before, $"{ailment} is counted as {kind}", Patience);
            Assert.Equal((ailment, 0.88m), (ailment, (await silo.GetAsync(Rate)).GetProperty("price").GetDecimal()));

            upstream.Ailment = null;
            var answers = await AnswersAsync(silo);
            await Eventually.TrueAsync(async () => await AnswersAsync(silo) > answers, $"it is well again after {ailment}", Patience);
        }
    }

    private static async Task<long> AnswersAsync(SiloProcess silo) => (await RowAsync(silo)).GetProperty("answers").GetInt64();

    private static async Task<long> CountAsync(SiloProcess silo, string kind)
    {
        var row = await RowAsync(silo);
        return new[] { "failures", "rejections" }.Sum(counts => row.GetProperty(counts).TryGetProperty(kind, out var count) ? count.GetInt64() : 0);
    }

    private static async Task<JsonElement> RowAsync(SiloProcess silo) => (await silo.GetAsync("/providers")).EnumerateArray()
        .Single(row => row.GetProperty("name").GetString() == "CurrencyApi");
}
