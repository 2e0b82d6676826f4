using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>One pair: price, candles, and why.</summary>
[Collection(DemoService.Name)]
public sealed class PairTests(DemoService service, ITestOutputHelper output) : PageTest<DemoService>(service, output)
{
    [Fact]
    public async Task An_address_opens_any_cross_and_it_moves()
    {
        var page = await OpenAsync("#/EUR-NGN");
        await page.PricedAsync("EUR/NGN");

        await page.MovedAsync("EUR/NGN");
        Assert.Equal("USD", await page.FieldAsync("EUR/NGN", "via"));
        page.IsClean();
    }

    [Fact]
    public async Task Candles_are_drawn_and_another_length_is_chosen()
    {
        var page = await OpenAsync("#/USD-EUR");
        await page.PricedAsync("USD/EUR");
        await DrawnAsync(page);

        await page.Page.Locator("[data-interval=\"1d\"]").ClickAsync();
        await OpenedPage.UntilAsync(async () => await page.Page.Locator(".chart-note").InnerTextAsync() == "", "daily bars are there");
        await page.Page.Keyboard.PressAsync("[");
        await OpenedPage.UntilAsync(async () => await page.Page.Locator("[data-interval=\"4h\"]").GetAttributeAsync("aria-pressed") == "true", "bars of four hours are chosen");
        Assert.Equal("https://www.tradingview.com/", await page.Page.GetByText("Charts by TradingView").GetAttributeAsync("href"));
        page.IsClean();
    }

    [Fact]
    public async Task A_coin_without_bars_of_a_minute_begins_with_the_shortest_that_there_are()
    {
        var page = await OpenOwnAsync();
        await page.Page.RouteAsync("**/ohlcv?*interval=1m", route => route.FulfillAsync(new() { ContentType = "application/json", Body = "{\"data\":[]}" }));
        await page.GoAsync("#/BTC-USD");
        await page.PricedAsync("BTC/USD");
        await DrawnAsync(page);

        await OpenedPage.UntilAsync(
            async () => await page.Page.Locator("[data-interval][aria-pressed=true]").GetAttributeAsync("data-interval") is "5m" or "15m" or "1h"
                && await page.Page.Locator(".chart-note").InnerTextAsync() == "",
            "longer bars are shown");
        page.IsClean();
    }

    [Fact]
    public async Task Older_bars_come_when_one_scrolls_to_where_they_are_missing()
    {
        var asked = new ConcurrentQueue<string>();
        var page = await OpenOwnAsync("#/BTC-USD");
        page.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/ohlcv", StringComparison.Ordinal))
            {
                asked.Enqueue(request.Url);
            }
        };
        await page.PricedAsync("BTC/USD");
        await page.Page.Locator("[data-interval=\"1d\"]").ClickAsync();
        await OpenedPage.UntilAsync(() => Task.FromResult(asked.Any(url => url.Contains("interval=1d", StringComparison.Ordinal))), "daily bars are asked for");
        await DrawnAsync(page);

        // A year comes first; where it leaves room in sight the next may have been asked for already.
        await OpenedPage.UntilAsync(
            async () =>
            {
                await page.Page.Keyboard.PressAsync("ArrowLeft");
                return asked.Any(url => url.Contains("period=5y&interval=1d", StringComparison.Ordinal));
            },
            "older bars are asked for");
        page.IsClean();
    }

    [Fact]
    public async Task The_sources_are_drawn_with_weight_verdict_and_age()
    {
        var page = await OpenAsync("#/USD-EUR");
        await page.PricedAsync("USD/EUR");
        var sources = page.Page.Locator(".verdict-table tr[data-provider]");
        await OpenedPage.UntilAsync(async () => await sources.CountAsync() >= 4, "the sources are listed");

        var one = page.Page.Locator("tr[data-provider=OneFrame]");
        await OpenedPage.UntilAsync(async () => await one.Locator(".verdict").InnerTextAsync() == "counts", "One-Frame counts");
        Assert.EndsWith("%", await one.Locator(".weight").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await Width(".axis .band") > 0);
        var before = await one.Locator(".dot").GetAttributeAsync("cx");
        await OpenedPage.UntilAsync(async () => await one.Locator(".dot").GetAttributeAsync("cx") != before, "the drawing follows the quotes");
        page.IsClean();

        Task<double> Width(string selector) => page.Page.Locator(selector).First.EvaluateAsync<double>("shape => shape.getBoundingClientRect().width");
    }

    [Fact]
    public async Task A_cross_is_explained_by_its_legs()
    {
        var page = await OpenAsync("#/GBP-NGN");
        await page.PricedAsync("GBP/NGN");

        await OpenedPage.UntilAsync(async () => await page.Page.Locator(".verdict-table").CountAsync() == 2, "there are two legs");
        Assert.Equal(["GBP/USD", "USD/NGN"], await page.Page.Locator(".leg").AllInnerTextsAsync());
        page.IsClean();
    }

    [Fact]
    public async Task What_nobody_prices_is_said_in_words()
    {
        var page = await OpenAsync("#/USD-ZZZ");

        await OpenedPage.UntilAsync(async () => (await page.Page.Locator(".pair > .note").InnerTextAsync()).Contains("invalid_currency", StringComparison.Ordinal), "the reason is said");
        page.IsClean();
    }

    [Fact]
    public async Task A_cross_is_added_to_the_board_kept_there_and_removed()
    {
        var page = await OpenOwnAsync("#/CHF-ZAR");
        await page.PricedAsync("CHF/ZAR");

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Add to board" }).ClickAsync();
        await page.GoAsync("#/");
        await page.Page.ReloadAsync();
        await page.PricedAsync("CHF/ZAR");
        await page.GoAsync("#/CHF-ZAR");
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Remove from board" }).ClickAsync();
        await page.GoAsync("#/");
        await page.PricedAsync("USD/EUR");
        await OpenedPage.UntilAsync(async () => !(await page.PairsAsync()).Contains("CHF/ZAR"), "it is no longer on the board");
        page.IsClean();
    }

    private static Task DrawnAsync(OpenedPage page) => OpenedPage.UntilAsync(
        async () => await page.Page.EvaluateAsync<bool>(
            """
            [...document.querySelectorAll('.chart canvas')].some(canvas => {
                if (canvas.width === 0 || canvas.height === 0) return false;
                const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
                return new Set(pixels).size > 3;
            })
            """),
        "candles are drawn");
}
