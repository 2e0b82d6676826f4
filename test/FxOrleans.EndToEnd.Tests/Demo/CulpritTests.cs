using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// The host with five providers of the demo market, two of which are made to misbehave as a visitor would, in every way that the market
/// knows: the price stays within what the honest ones say, <c>/rate/explain</c> names who is wrong and why, <c>/providers</c> counts it by
/// kind, and whoever has recovered is believed again. Two hosts, side by side: each way waits until quotes have aged.
/// </summary>
[Slow]
public sealed class CulpritTests
{
    [Fact]
    public Task Two_that_misbehave_are_named_and_move_nothing() => Task.WhenAll(
        TryEachAsync(
            (new { mode = "freeze" }, "frozen", "superseded", "frozen", false),
            (new { mode = "lie", factor = 100 }, "scaled", "scaled", "scaled", false),
            (new { mode = "lie", factor = 0.1 }, "scaled", "scaled", "scaled", false),
            (new { mode = "lie", factor = 1.5 }, "outlier", "superseded", "outlier", false),
            (new { mode = "lie", factor = 0.98 }, "outlier", "superseded", "outlier", false),
            (new { mode = "invert" }, "inverted", "inverted", "inverted", false),
            (new { mode = "empty" }, "stale", "superseded", "empty", true)),
        TryEachAsync(
            (new { mode = "rate_limit" }, "stale", "superseded", "rate_limited", true),
            (new { mode = "error" }, "stale", "superseded", "http_status", true),
            (new { mode = "html" }, "stale", "superseded", "unreadable", true),
            (new { mode = "nothing" }, "stale", "superseded", "timeout", true),
            (new { mode = "slow", delay = 60 }, "stale", "superseded", "timeout", true)));

    private static async Task TryEachAsync(params (object Way, string Live, string Fixing, string Kind, bool Both)[] ways)
    {
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Providers:OpenErApi:Enabled=false", "--Providers:CoinGecko:Enabled=false", "--Providers:Frankfurter:MaxInstitutions=0", "--Pricing:FrozenAfter=00:00:04", "--Pricing:MaxAge=00:00:04",
            "--Providers:OneFrame:Timeout=00:00:02", "--Providers:CurrencyApi:Timeout=00:00:02", "--Providers:Finnhub:Interval=00:00:01", "--Providers:CurrencyApi:Interval=00:00:01");
        await silo.ReadyAsync();
        var culprits = new Culprits(silo);
        await culprits.QuoteAsync();
        foreach (var (way, live, fixing, kind, both) in ways)
        {
            await culprits.TryAsync(way, live, fixing, kind, both);
        }
    }
}
