using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The page without a mouse.</summary>
[Collection(DemoService.Name)]
public sealed class KeyboardTests(DemoService service, ITestOutputHelper output) : PageTest<DemoService>(service, output)
{
    [Fact]
    public async Task Arrows_walk_the_rows_enter_opens_and_escape_comes_back()
    {
        var page = await PricedAsync(await OpenAsync());

        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await OpenedPage.UntilAsync(async () => await FocusedAsync(page) == "USD/GBP", "the second row has the focus");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await OpenedPage.UntilAsync(async () => await FocusedAsync(page) == "USD/EUR", "the first row has the focus");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Locator("article[data-pair=\"USD/EUR\"]").WaitForAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Locator("table.prices").WaitForAsync();
        await OpenedPage.UntilAsync(async () => await FocusedAsync(page) == "USD/EUR", "the row that was left has the focus again");
        page.IsClean();
    }

    [Fact]
    public async Task F_makes_a_favourite_of_the_row()
    {
        var page = await PricedAsync(await OpenAsync());

        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("f");
        await OpenedPage.UntilAsync(async () => await page.Row("USD/EUR").Locator(".star").GetAttributeAsync("aria-pressed") == "true", "it is a favourite");
        await page.Page.Keyboard.PressAsync("f");
        await OpenedPage.UntilAsync(async () => await page.Row("USD/EUR").Locator(".star").GetAttributeAsync("aria-pressed") == "false", "it is none any more");
        page.IsClean();
    }

    [Fact]
    public async Task Letters_lead_to_the_views_and_a_question_mark_to_the_keys()
    {
        var page = await PricedAsync(await OpenAsync());

        await page.Page.Keyboard.PressAsync("p");
        await page.Page.Locator(".providers-view").WaitForAsync();
        await page.Page.Keyboard.PressAsync("c");
        await page.Page.Locator(".discovery").WaitForAsync();
        await page.Page.Keyboard.PressAsync("b");
        await page.Page.Locator("table.prices").WaitForAsync();
        await page.Page.Keyboard.PressAsync("?");
        await page.Page.Locator("dialog.help").WaitForAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await OpenedPage.UntilAsync(async () => !await page.Page.Locator("dialog.help").IsVisibleAsync(), "the dialog is closed");
        page.IsClean();
    }

    [Fact]
    public async Task The_theme_is_switched_and_kept()
    {
        var page = await PricedAsync(await OpenOwnAsync());
        var light = await GroundAsync(page);

        await page.Page.Keyboard.PressAsync("t"); // light
        await page.Page.Keyboard.PressAsync("t"); // dark
        var dark = await GroundAsync(page);
        Assert.NotEqual(light, dark);
        await page.Page.ReloadAsync();
        Assert.Equal(dark, await GroundAsync(page));
        page.IsClean();
    }

    private static Task<string> GroundAsync(OpenedPage page) => page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static Task<string?> FocusedAsync(OpenedPage page) => page.Page.EvaluateAsync<string?>("document.activeElement.closest('tr')?.dataset.pair ?? null");

    private static async Task<OpenedPage> PricedAsync(OpenedPage page)
    {
        await page.PricedAsync("USD/EUR");
        await page.PricedAsync("USD/GBP");
        return page;
    }
}
