using FxOrleans.Pricing;

using Xunit;

namespace FxOrleans.Testing;

/// <content>Why a price is what it is, while it is remembered.</content>
public abstract partial class EngineContract
{
    [Fact]
    public async Task An_explanation_lists_the_sources()
    {
        var (a, b) = (new Feed(Given.Live("A")), new Feed(Given.Live("B")));
        a.Say("EUR/USD", 1.108m);
        b.Say("EUR/USD", 1.112m);
        await using var running = await StartAsync(new EngineSetup { Providers = [a, b], Policy = new PricingPolicy { MaxSources = 7 } });

        Explanation? explanation = null;
        await Eventually.TrueAsync(
            async () => (explanation = await running.Engine.ExplainAsync(EurUsd, None)) is { Quotes.Count: 2, Price.Sources: 2 },
            "both sources are explained");
        Assert.Equal(["A", "B"], explanation!.Quotes.Select(quote => quote.Provider).Order());
        Assert.All(explanation.Quotes, quote => Assert.True(quote.Kept));
        Assert.Equal(1.11m, explanation.Price!.Value.Mid);
        Assert.Equal(7, explanation.Policy.MaxSources);
    }

    [Fact]
    public async Task A_past_price_is_explained_by_its_number_as_long_as_it_is_kept()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Rise("EUR/USD");
        await using var running = await StartAsync(new EngineSetup { Providers = [feed], Policy = new PricingPolicy { ExplainDepth = 8 } });
        var reader = await running.ReadAsync();
        await Eventually.TrueAsync(() => reader.Of(EurUsd).Count >= 20, "twenty prices arrive");
        feed.Hush();
        Explanation? explanation = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var latest = reader.Latest(EurUsd)!.Value;
                explanation = await running.Engine.ExplainAsync(EurUsd.Inverse, latest.Sequence - 3, latest.Epoch, None);
                return explanation is { Price: { } price } && reader.Of(EurUsd).Contains(price);
            },
            "the last price but three is explained");
        var (quote, past) = (Assert.Single(explanation!.Quotes), explanation.Price!.Value);
        Assert.Equal(("A", past.Mid, past.Timestamp), (quote.Provider, quote.Value, quote.Timestamp));
        Assert.Equal(8, explanation.Policy.ExplainDepth);

        Assert.Null(await running.Engine.ExplainAsync(EurUsd, 1, null, None));
        Assert.Null(await running.Engine.ExplainAsync(EurUsd, past.Sequence + 1_000_000, null, None));
        Assert.Null(await running.Engine.ExplainAsync(EurUsd, past.Sequence, past.Epoch - 1, None));
        Assert.Null(await running.Engine.ExplainAsync(Given.Pair("XAG/JPY"), 1, null, None));
    }

    [Fact]
    public async Task Asking_for_an_unknown_pair_creates_nothing()
    {
        var feed = new Feed(Given.Live("A"));
        feed.Say("EUR/USD", 1.1m);
        await using var running = await StartAsync(new EngineSetup { Providers = [feed] });
        await Eventually.TrueAsync(async () => (await running.Engine.SnapshotAsync(None)).Count == 1, "the quoted pair is there");

        Assert.Null(await running.Engine.ExplainAsync(Given.Pair("XAG/JPY"), None));
        Assert.Null(await running.Engine.ExplainAsync(Given.Pair("JPY/XAG"), None));
        Assert.Equal("EUR/USD", Assert.Single(await running.Engine.SnapshotAsync(None)).Pair.ToString());
    }
}
