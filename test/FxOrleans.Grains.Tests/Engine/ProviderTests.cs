using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>How providers are asked and followed, and that one which fails stops no other.</summary>
[Collection(EngineCollection.Name)]
public sealed class ProviderTests(EngineCluster cluster)
{
    [Fact]
    public async Task They_are_shown_in_the_order_of_configuration()
    {
        string[] names = ["A", "B", "C", "D", "Failing", "Hanging", "Demo", "Streaming", "Breaking", "Ecb"];
        Assert.Equal(names, (await cluster.Engine.ProvidersAsync(CancellationToken.None)).Select(provider => provider.Name));
    }

    [Fact]
    public async Task A_failing_provider_stops_nobody_else_and_shows()
    {
        cluster.A.Rise("USD/RON");
        var reader = await cluster.ReadAsync();

        await Eventually.TrueAsync(() => reader.Of(Given.Pair("USD/RON")).Count > 5, "the good one's prices flow");
        await Eventually.TrueAsync(
            async () => await cluster.StatusAsync("Failing") is { LastFailure.Kind: "unreadable", Answers: 0 } && await cluster.StatusAsync("A") is { State: "ok", Accepted: > 0 },
            "the failure shows");

        cluster.Failing.Failure = null;
        cluster.Failing.Say("EUR/RON", 5.1m);
        await Eventually.TrueAsync(async () => await cluster.StatusAsync("Failing") is { State: "ok" }, "a healed one is back");
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("EUR/RON")) is { Mid: 5.1m }, "and so is its price");
    }

    [Fact]
    public async Task A_provider_that_hangs_is_given_up_and_stops_nobody_else()
    {
        cluster.A.Say("USD/ILS", 3.6m);
        var reader = await cluster.ReadAsync();

        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("USD/ILS")) is not null, "another's price arrives");
        await Eventually.TrueAsync(async () => (await cluster.StatusAsync("Hanging")).LastFailure is { Kind: "timeout" }, "the hanging one shows");
    }

    [Fact]
    public async Task An_outlier_that_is_another_bases_price_is_counted_as_such()
    {
        foreach (var feed in (Feed[])[cluster.A, cluster.B, cluster.C])
        {
            feed.Say("USD/SEK", 9.4m);
            feed.Say("EUR/SEK", 11m);
        }

        cluster.D.Say("USD/SEK", 11m);
        await Eventually.TrueAsync(async () => (await cluster.StatusAsync("D")).Rejections.ContainsKey("wrong_base"), "it is counted by its name");
        cluster.D.Say("USD/SEK", 10.3m);
        await Eventually.TrueAsync(async () => (await cluster.StatusAsync("D")).Rejections.ContainsKey("outlier"), "one that is nobody's price stays an outlier");
    }

    [Fact]
    public async Task A_streaming_provider_is_followed()
    {
        var pair = Given.Pair("BTC/USD");
        var reader = await cluster.ReadAsync();

        cluster.Streaming.Send("BTC/USD", 60_000m);
        await Eventually.TrueAsync(() => reader.Latest(pair) is { Mid: 60_000m }, "the first arrives");
        cluster.Streaming.Send("BTC/USD", 60_001m);
        await Eventually.TrueAsync(() => reader.Latest(pair) is { Mid: 60_001m }, "the second arrives");
        await Eventually.TrueAsync(async () => await cluster.StatusAsync("Streaming") is { Answers: 2, Accepted: 2 }, "both are counted");
    }

    [Fact]
    public async Task A_stream_that_breaks_is_connected_again_however_it_breaks()
    {
        var reader = await cluster.ReadAsync();
        await Eventually.TrueAsync(() => cluster.Breaking.Connections >= 4, "it is connected again after each way to break");

        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("BTC/JPY")) is { Mid: >= 9_000_004m }, "the price of a later connection arrives");
        var status = await cluster.StatusAsync("Breaking");
        Assert.True(status.Failures["unreachable"] >= 2 && status.Failures["unreadable"] >= 1, string.Join(", ", status.Failures));
    }
}
