using System.Security.Cryptography;
using System.Text;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Browser.Tests;

/// <summary>The page of a service that asks for keys, opened with one.</summary>
[Collection(PageCollection.Name)]
public sealed class AccessTests(Chromium chromium)
{
    private const string Key = "page-key";
    private const string Master = "master-key";

    [Fact]
    public async Task Opened_with_a_key_it_loads_connects_and_moves_and_switches_what_the_key_may()
    {
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Auth:Mode=keys",
            $"--Auth:Keys:page:Sha256={Hash(Key)}", "--Auth:Keys:page:Scopes=read,stream",
            $"--Auth:Keys:master:Sha256={Hash(Master)}", "--Auth:Keys:master:Scopes=read,stream,admin");
        await silo.ReadyAsync();

        await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, $"?access_token={Key}");
        await page.PricedAsync("USD/EUR");
        await page.MovedAsync("USD/EUR");
        await page.GoAsync("#/USD-EUR");
        await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "connected", "the page is connected");
        await page.PricedAsync("USD/EUR");
        await page.GoAsync("#/coins/");
        await ShownAsync(page);
        page.IsClean();
        await page.GoAsync("#/providers/");
        var row = page.Page.Locator("tr[data-state][data-provider=OneFrame]");
        await row.WaitForAsync();
        Assert.False(await row.Locator("select").IsVisibleAsync());

        await using var master = await OpenedPage.AtAsync(chromium.Browser, silo.Address, $"?access_token={Master}#/providers/");
        var select = master.Page.Locator("tr[data-state][data-provider=OneFrame] select");
        await select.SelectOptionAsync("lie-100");
        await master.Page.Locator(".verdict-table [data-verdict=rejected]").WaitForAsync();
        master.IsClean();

        foreach (var (hash, words) in new[] { ("", "A key is needed"), ("?access_token=wrong", "not known") })
        {
            await using var refused = await OpenedPage.AtAsync(chromium.Browser, silo.Address, hash);
            Assert.Contains(words, await refused.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    private static Task ShownAsync(OpenedPage page) => OpenedPage.UntilAsync(
        () => page.Page.EvaluateAsync<bool>("document.querySelector('[data-coin=bitcoin] img.token')?.naturalWidth > 0"), "the coin's image is shown");

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
