using FxOrleans.Pricing;

using Xunit;

namespace FxOrleans.Testing;

/// <content>How providers are asked and followed, and that one which fails stops no other.</content>
public abstract partial class EngineContract
{
    [Fact]
    public async Task A_failing_provider_stops_nobody_else_and_shows()
    {
        var (good, bad) = (new Feed(Given.Live("Good")), new Feed(Given.Live("Bad")));
        good.Rise("EUR/USD");
        bad.Failure = new ProviderException(ProviderFailureKind.Unreadable, "HTML.");
        await using var running = await StartAsync(new EngineSetup { Providers = [bad, good] });
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(() => reader.Of(EurUsd).Count > 5, "the good one's prices flow");
        IReadOnlyList<ProviderStatus> providers = [];
        await Eventually.TrueAsync(
            async () => (providers = await running.Engine.ProvidersAsync(None)) is [{ LastFailure.Kind: "unreadable" }, { State: "ok", Accepted: > 0 }],
            "the failure shows");
        Assert.Equal(["Bad", "Good"], providers.Select(provider => provider.Name));
        Assert.Equal(0, providers[0].Answers);

        bad.Failure = null;
        bad.Say("EUR/USD", 1.5m);
        await Eventually.TrueAsync(async () => (await running.Engine.ProvidersAsync(None))[0] is { State: "ok" }, "a healed one is back");
    }

    [Fact]
    public async Task A_provider_that_hangs_is_given_up_and_stops_nobody_else()
    {
        var good = new Feed(Given.Live("Good"));
        good.Say("EUR/USD", 1.1m);
        var hanging = new FakeProvider(Given.Live("Hanging"))
        {
            Terms = new ProviderTerms { Interval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMilliseconds(200) },
            Answers = _ => new TaskCompletionSource<ProviderAnswer>().Task,
        };
        await using var running = await StartAsync(new EngineSetup { Providers = [hanging, good] });
        var reader = await running.ReadAsync();

        await Eventually.TrueAsync(() => reader.Latest(EurUsd) is not null, "the good one's price arrives");
        await Eventually.TrueAsync(
            async () => (await running.Engine.ProvidersAsync(None))[0].LastFailure is { Kind: "timeout" }, "the hanging one shows");
    }

    [Fact]
    public async Task An_outlier_that_is_another_bases_price_is_counted_as_such()
    {
        Feed[] honest = [new(Given.Live("A")), new(Given.Live("B")), new(Given.Live("C"))];
        foreach (var feed in honest)
        {
            feed.Say("USD/SEK", 9.4m);
            feed.Say("EUR/SEK", 11m);
        }

        var odd = new Feed(Given.Live("Odd"));
        odd.Say("USD/SEK", 11m);
        await using var running = await StartAsync(new EngineSetup
        {
            Providers = [.. honest, odd],
            Book = new FakePriceBook(Given.Price("USD/SEK", 9.4m), Given.Price("EUR/SEK", 11m)),
        });

        await Eventually.TrueAsync(
            async () => (await running.Engine.ProvidersAsync(None))[3].Rejections.ContainsKey("wrong_base"), "it is counted by its name");
        odd.Say("USD/SEK", 10.3m);
        await Eventually.TrueAsync(
            async () => (await running.Engine.ProvidersAsync(None))[3].Rejections.ContainsKey("outlier"), "one that is nobody's price stays an outlier");
    }

    [Fact]
    public async Task A_streaming_provider_is_followed()
    {
        var streaming = new StreamingFeed(Given.Live("Push"));
        await using var running = await StartAsync(new EngineSetup { Providers = [streaming] });
        var reader = await running.ReadAsync();

        streaming.Send("BTC/USD", 60_000m);
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("BTC/USD")) is { Mid: 60_000m }, "the first arrives");
        streaming.Send("BTC/USD", 60_001m);
        await Eventually.TrueAsync(() => reader.Latest(Given.Pair("BTC/USD")) is { Mid: 60_001m }, "the second arrives");
        await Eventually.TrueAsync(async () => (await running.Engine.ProvidersAsync(None))[0] is { Answers: 2, Accepted: 2 }, "both are counted");
    }
}
