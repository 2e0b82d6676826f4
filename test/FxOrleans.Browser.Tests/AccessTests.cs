using Microsoft.Playwright;
using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The page of a service that asks for keys, opened with one.</summary>
[Collection(KeyedService.Name)]
public sealed class AccessTests(KeyedService service, ITestOutputHelper output) : PageTest<KeyedService>(service, output)
{
    [Fact]
    public async Task Opened_with_a_key_it_loads_connects_and_moves()
    {
        var page = await OpenOwnAsync($"?access_token={KeyedService.Key}");
        await page.PricedAsync("USD/EUR");
        await page.MovedAsync("USD/EUR");
        await page.GoAsync("#/USD-EUR");
        await page.ConnectedAsync();
        await page.PricedAsync("USD/EUR");
        await page.GoAsync("#/coins/");
        await page.ImagesAsync();
        page.IsClean();
        await page.GoAsync("#/providers/"); // Where it asks for the switches, which this key may not have.
        var row = page.Page.Locator("tr[data-state][data-provider=OneFrame]");
        await row.WaitForAsync();
        Assert.False(await row.Locator("select").IsVisibleAsync());
        await LinksOpenAsync(page);
    }

    [Fact]
    public async Task Opened_with_an_administrators_key_it_switches_the_demo()
    {
        var page = await OpenOwnAsync($"?access_token={KeyedService.Master}#/providers/");
        try
        {
            await page.Page.Locator("tr[data-state][data-provider=OneFrame] select").SelectOptionAsync("lie-100");
            await page.Page.Locator(".verdict-table [data-verdict=rejected]").WaitForAsync();
            page.IsClean();
        }
        finally
        {
            await Service.TellAsync("one-frame", "honest");
        }
    }

    [Fact]
    public async Task The_key_leaves_the_address_and_the_history_and_is_kept_by_the_tab()
    {
        var referers = new List<string?>();
        var page = await OpenOwnAsync($"?access_token={KeyedService.Key}&from=mail#/USD-EUR");
        page.Page.Request += (_, request) => referers.Add(request.Headers.GetValueOrDefault("referer"));
        await page.PricedAsync("USD/EUR");
        Assert.Equal($"{Service.Silo.Address}?from=mail#/USD-EUR", page.Page.Url);

        await page.GoAsync("#/coins/");
        await page.ImagesAsync();
        await page.Page.GoBackAsync();
        await page.PricedAsync("USD/EUR");
        Assert.Equal($"{Service.Silo.Address}?from=mail#/USD-EUR", page.Page.Url);
        await page.Page.ReloadAsync();
        await page.ConnectedAsync();
        await page.PricedAsync("USD/EUR");
        Assert.Equal($"{Service.Silo.Address}?from=mail#/USD-EUR", page.Page.Url);
        Assert.All(referers, referer => Assert.DoesNotContain(KeyedService.Key, referer ?? "", StringComparison.Ordinal));

        // Another tab is not let in by this one's key.
        var other = await page.Page.Context.NewPageAsync();
        await other.GotoAsync(Service.Silo.Address.ToString());
        await other.Locator(".refusal").WaitForAsync();
        page.IsClean();
    }

    [Theory]
    [InlineData("", "asks for a key")]
    [InlineData("?access_token=wrong", "does not know this key")]
    public async Task A_newcomer_is_asked_for_a_key_and_let_in_with_it(string query, string words)
    {
        var page = await OpenOwnAsync(query, ColorScheme.Dark, OpenedPage.Narrow);
        await SaysAsync(page, words);
        await page.FitsAsync();
        if (query == "")
        {
            await page.IsReadableAsync();
        }

        await page.Page.FillAsync("#key", KeyedService.Key);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.PricedAsync("USD/EUR");
        Assert.Equal(Service.Silo.Address.ToString(), page.Page.Url);
        await page.GoAsync("#/coins/");
        await page.ImagesAsync();
        await LinksOpenAsync(page);
    }

    [Fact]
    public async Task A_key_that_is_no_longer_in_force_is_named_and_another_goes_on_where_one_was()
    {
        var page = await OpenOwnAsync($"?access_token={KeyedService.Leaver}#/EUR-USD");
        await page.PricedAsync("EUR/USD");

        await Service.StartAgainAsync(without: KeyedService.Leaver);
        await SaysAsync(page, "does not know this key");
        Assert.Equal("disconnected", await page.ConnectionAsync());
        await page.FitsAsync();

        await page.Page.FillAsync("#key", KeyedService.Key);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.ConnectedAsync();
        await page.PricedAsync("EUR/USD");
        await OpenedPage.UntilAsync(async () => !await page.Page.Locator(".refusal").IsVisibleAsync(), "the refusal is gone");
    }

    [Fact]
    public async Task A_key_without_the_right_to_stream_is_told_so_and_reads_the_rest()
    {
        var page = await OpenOwnAsync($"?access_token={KeyedService.Reader}", ColorScheme.Dark, OpenedPage.Narrow);

        await SaysAsync(page, "scope 'stream'");
        Assert.Equal("disconnected", await page.ConnectionAsync());
        await page.IsReadableAsync("color-contrast");
        await page.FitsAsync();
        Assert.False(await page.Page.Locator("#note").IsVisibleAsync());
        await page.GoAsync("#/coins/");
        await page.Page.Locator("[data-coin=bitcoin]").WaitForAsync();
    }

    [Fact]
    public async Task After_too_many_requests_it_says_when_it_tries_again()
    {
        var page = await OpenOwnAsync($"?access_token={KeyedService.Few}");
        await page.PricedAsync("USD/EUR");
        await OpenedPage.UntilAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/currencies");
                using var answer = await Service.SendAsync(request, KeyedService.Few);
                return (int)answer.StatusCode == 429;
            },
            "the key has made as many requests as it may");

        await page.Page.EvaluateAsync("dispatchEvent(new Event('offline'))");
        await SaysAsync(page, "The page tries again at");
        await page.FitsAsync();
    }

    [Fact]
    public async Task The_page_of_the_API_takes_a_key()
    {
        var page = await OpenOwnAsync($"swagger?access_token={KeyedService.Key}");

        Assert.Equal(200, await Swagger.ConvertAsync(page, KeyedService.Key));
        Assert.DoesNotContain(KeyedService.Key, page.Page.Url, StringComparison.Ordinal);
        page.IsClean();
    }

    private static async Task LinksOpenAsync(OpenedPage page)
    {
        foreach (var link in await page.Page.Locator(".foot a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
        {
            Assert.DoesNotContain("access_token", link, StringComparison.Ordinal);
            Assert.Equal(200, (await page.Page.Context.APIRequest.GetAsync(link)).Status);
        }
    }

    private static Task SaysAsync(OpenedPage page, string words) => OpenedPage.UntilAsync(
        async () => await page.Page.Locator(".refusal").IsVisibleAsync() && (await page.Page.Locator(".refusal").InnerTextAsync()).Contains(words, StringComparison.Ordinal), $"the page says: {words}");
}
