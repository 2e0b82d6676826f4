using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The page, its hub and the API's own page behind a proxy that serves them under a path.</summary>
public abstract class SubPathTests<TService>(TService service, ITestOutputHelper output, bool takesOff, string query) : PageTest<TService>(service, output)
    where TService : Chromium
{
    private const string Path = "fx/";

    [Fact]
    public async Task It_all_works_under_a_path()
    {
        using var proxy = new PrefixProxy(Service.Silo.Address, takesOff);
        var page = await OpenOwnAsync(Path + query, address: proxy.Address);
        await page.PricedAsync("USD/EUR");
        await page.ConnectedAsync();
        await page.MovedAsync("USD/EUR");
        await page.Page.FillAsync("#amount", "10");
        await OpenedPage.UntilAsync(async () => (await page.Page.Locator(".converter .result").InnerTextAsync()).Any(char.IsDigit), "an amount is converted");
        await page.GoAsync("#/EUR-USD");
        await page.PricedAsync("EUR/USD");
        await OpenedPage.UntilAsync(async () => await page.Page.Locator(".verdict-table tr[data-provider]").CountAsync() > 0, "the sources are listed");
        await page.GoAsync("#/coins/");
        await page.ImagesAsync();
        await page.GoAsync("#/providers/");
        await page.Page.Locator(".providers tr[data-provider=OneFrame]").WaitForAsync();
        foreach (var link in await page.Page.Locator(".foot a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
        {
            Assert.StartsWith($"{proxy.Address}{Path}", link, StringComparison.Ordinal);
            Assert.Equal(200, (await page.Page.Context.APIRequest.GetAsync(link)).Status);
        }

        await page.Page.GotoAsync($"{proxy.Address}{Path}swagger{query}");
        Assert.Equal(200, await Swagger.ConvertAsync(page, query == "" ? null : KeyedService.Master));
        page.IsClean();
    }
}
