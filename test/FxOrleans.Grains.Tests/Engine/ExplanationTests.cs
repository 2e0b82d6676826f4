using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>Why a price is what it is, while it is remembered.</summary>
[Collection(EngineCollection.Name)]
public sealed class ExplanationTests(EngineCluster cluster)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_explanation_lists_the_sources()
    {
        var pair = Given.Pair("USD/NOK");
        cluster.A.Say("USD/NOK", 10.08m);
        cluster.B.Say("USD/NOK", 10.12m);

        Explanation? explanation = null;
        await Eventually.TrueAsync(
            async () => (explanation = await cluster.Engine.ExplainAsync(pair, None)) is { Quotes.Count: 2, Price.Sources: 2 },
            "both sources are explained");
        Assert.Equal(["A", "B"], explanation!.Quotes.Select(quote => quote.Provider).Order());
        Assert.All(explanation.Quotes, quote => Assert.True(quote.Kept));
        Assert.Equal(10.1m, explanation.Price!.Value.Mid);
        Assert.Equal(7, explanation.Policy.MaxSources);
    }

    [Fact]
    public async Task A_past_price_is_explained_by_its_number_as_long_as_it_is_kept()
    {
        var pair = Given.Pair("USD/DKK");
        cluster.A.Rise("USD/DKK");
        var reader = await cluster.ReadAsync();
        await Eventually.TrueAsync(() => reader.Of(pair).Count >= 20, "twenty prices arrive");
        cluster.A.Hush("USD/DKK");
        Explanation? explanation = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var latest = reader.Latest(pair)!.Value;
                explanation = await cluster.Engine.ExplainAsync(pair.Inverse, latest.Sequence - 3, latest.Epoch, None);
                return explanation is { Price: { } price } && reader.Of(pair).Contains(price);
            },
            "the last price but three is explained");
        var (quote, past) = (Assert.Single(explanation!.Quotes), explanation.Price!.Value);
        Assert.Equal(("A", past.Mid, past.Timestamp), (quote.Provider, quote.Value, quote.Timestamp));
        Assert.Equal(8, explanation.Policy.ExplainDepth);

        Assert.Null(await cluster.Engine.ExplainAsync(pair, 1, null, None));
        Assert.Null(await cluster.Engine.ExplainAsync(pair, past.Sequence + 1_000_000, null, None));
        Assert.Null(await cluster.Engine.ExplainAsync(pair, past.Sequence, past.Epoch - 1, None));
        Assert.Null(await cluster.Engine.ExplainAsync(Given.Pair("XAG/JPY"), 1, null, None));
    }

    [Fact]
    public async Task Asking_for_an_unknown_pair_creates_nothing()
    {
        Assert.Null(await cluster.Engine.ExplainAsync(Given.Pair("XAG/JPY"), None));
        Assert.Null(await cluster.Engine.ExplainAsync(Given.Pair("JPY/XAG"), None));
        Assert.DoesNotContain(await cluster.Engine.SnapshotAsync(None), price => price.Pair.Base.Code == "XAG" || price.Pair.Quote.Code == "XAG");
    }
}
