using Microsoft.Playwright;
using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>Discovery of coins.</summary>
[Collection(DemoService.Name)]
public sealed class CoinsTests(DemoService service, ITestOutputHelper output) : PageTest<DemoService>(service, output)
{
    [Fact]
    public async Task The_largest_coins_are_listed_with_their_images()
    {
        var page = await ListedAsync(await OpenAsync("#/coins/"));

        Assert.Contains("Bitcoin", await page.Page.Locator("[data-coin]").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(await page.Page.Locator("[data-coin]").CountAsync(), await page.Page.Locator("[data-coin] .token").CountAsync());
        await page.ImagesAsync();
        page.IsClean();
    }

    [Fact]
    public async Task A_coin_whose_image_cannot_be_had_has_a_disc_with_its_letters()
    {
        var page = await OpenOwnAsync();
        await page.Page.RouteAsync("**/image", route => route.AbortAsync());
        await page.GoAsync("#/coins/");

        await page.Page.Locator("[data-coin=bitcoin] svg.token").WaitForAsync();
        Assert.Equal("BTC", await page.Page.Locator("[data-coin=bitcoin] svg.token").TextContentAsync());
    }

    [Fact]
    public async Task A_coin_is_found_added_to_the_board_and_opened()
    {
        var page = await ListedAsync(await OpenOwnAsync("#/coins/"));

        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("pepe");
        var pepe = page.Page.Locator("[data-coin=pepe]");
        await OpenedPage.UntilAsync(async () => await pepe.CountAsync() == 1 && await page.Page.Locator("[data-coin=bitcoin]").CountAsync() == 0, "the coin is found");
        await pepe.GetByRole(AriaRole.Button).ClickAsync();
        await pepe.GetByRole(AriaRole.Link).ClickAsync();
        await page.PricedAsync("PEPE/USD");
        await page.GoAsync("#/");
        await OpenedPage.UntilAsync(async () => (await page.PairsAsync()).Contains("PEPE/USD"), "it is on the board");
        page.IsClean();
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var page = await ListedAsync(await OpenAsync("#/coins/"));

        await page.Page.Locator("#coin-search").FillAsync("no such coin at all");
        await OpenedPage.UntilAsync(async () => (await page.Page.Locator(".discovery .note").InnerTextAsync()).Contains("No coin matches", StringComparison.Ordinal), "it says so");
        await page.Page.Locator("#coin-search").FillAsync("");
        await ListedAsync(page);
        page.IsClean();
    }

    private static async Task<OpenedPage> ListedAsync(OpenedPage page)
    {
        await OpenedPage.UntilAsync(async () => await page.Page.Locator("[data-coin]").CountAsync() > 10, "coins are listed");
        return page;
    }
}
