using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The providers, and the demo's switches that make them misbehave.</summary>
[Collection(DemoService.Name)]
public sealed class ProvidersTests(DemoService service, ITestOutputHelper output) : PageTest<DemoService>(service, output)
{
    [Fact]
    public async Task A_provider_is_made_to_lie_is_named_and_heals_while_the_price_holds()
    {
        var page = await OpenAsync("#/providers/");
        var one = page.Page.Locator(".providers tr[data-provider=OneFrame]");
        var verdict = page.Page.Locator(".verdict-table tr[data-provider=OneFrame]");
        var price = page.Page.Locator(".leg-price");
        await OpenedPage.UntilAsync(async () => await one.CountAsync() == 1 && await verdict.CountAsync() == 1, "the providers are listed");
        await OpenedPage.UntilAsync(async () => await verdict.GetAttributeAsync("data-verdict") == "kept", "it counts");
        await OpenedPage.UntilAsync(async () => await one.Locator("[data-field=state]").InnerTextAsync() == "ok", "it is well");
        var honest = OpenedPage.Number((await price.InnerTextAsync()).Split(' ')[0]);

        try
        {
            await one.Locator("select").SelectOptionAsync("lie-100");
            await OpenedPage.UntilAsync(async () => await verdict.GetAttributeAsync("data-verdict") == "rejected", "the liar is named");
            Assert.InRange(OpenedPage.Number((await price.InnerTextAsync()).Split(' ')[0]), honest * 0.99m, honest * 1.01m);
            await OpenedPage.UntilAsync(async () => OpenedPage.Number(await one.Locator("[data-field=rejected]").InnerTextAsync()) > 0, "its refused quotes are counted");
        }
        finally
        {
            await page.Page.GetByText("All honest again").ClickAsync();
        }

        await OpenedPage.UntilAsync(async () => await verdict.GetAttributeAsync("data-verdict") == "kept", "it counts again");
        Assert.Equal("honest", await one.Locator("select").InputValueAsync());
        page.IsClean();
    }

    [Fact]
    public async Task A_failing_provider_says_why()
    {
        var page = await OpenAsync("#/providers/");
        var finnhub = page.Page.Locator(".providers tr[data-provider=Finnhub]");
        await finnhub.WaitForAsync();

        try
        {
            await finnhub.Locator("select").SelectOptionAsync("error");
            await OpenedPage.UntilAsync(async () => (await finnhub.Locator("[data-field=failure]").InnerTextAsync()).Contains("ago", StringComparison.Ordinal), "its last failure is shown");
        }
        finally
        {
            await finnhub.Locator("select").SelectOptionAsync("honest");
        }

        await OpenedPage.UntilAsync(async () => await finnhub.Locator("[data-field=state]").InnerTextAsync() == "ok", "it is well again");
        page.IsClean();
    }
}
