using System.Security.Cryptography;
using System.Text;
using Deque.AxeCore.Playwright;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>The page of a service that asks for keys, opened with one.</summary>
[Collection(PageCollection.Name)]
public sealed class AccessTests(Chromium chromium)
{
    private const string Key = "page-key";
    private const string Master = "master-key";
    private const string Reader = "reader-key";
    private const string Few = "few-key";
    private const int Narrow = 390;

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

        foreach (var link in await page.Page.Locator(".foot a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"))
        {
            Assert.Equal(200, (await page.Page.Context.APIRequest.GetAsync(link)).Status);
        }
    }

    [Theory]
    [InlineData("", "asks for a key")]
    [InlineData("?access_token=wrong", "does not know this key")]
    public async Task A_newcomer_is_asked_for_a_key_and_let_in_with_it(string query, string words)
    {
        await using var silo = await KeyedAsync();
        await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, query, ColorScheme.Dark, Narrow);
        await SaysAsync(page, words);
        await IsReadableAsync(page);

        await page.Page.FillAsync("#key", Key);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.PricedAsync("USD/EUR");
    }

    [Fact]
    public async Task A_key_that_is_no_longer_in_force_is_named_and_another_goes_on_where_one_was()
    {
        var silo = await KeyedAsync($"--Urls=http://127.0.0.1:{FreePort.Take()}");
        try
        {
            await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, $"?access_token={Key}#/EUR-USD");
            await page.PricedAsync("EUR/USD");

            var address = silo.Address;
            await silo.DisposeAsync();
            silo = await SiloProcess.StartAsync("--Demo:Enabled=true", $"--Urls={address}", "--Auth:Mode=keys", $"--Auth:Keys:new:Sha256={Hash("new-key")}");
            await silo.ReadyAsync();
            await SaysAsync(page, "does not know this key");
            Assert.Equal("disconnected", await page.ConnectionAsync());
            await IsReadableAsync(page);

            await page.Page.FillAsync("#key", "new-key");
            await page.Page.Keyboard.PressAsync("Enter");
            await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "connected", "the page is connected");
            await page.PricedAsync("EUR/USD");
            await OpenedPage.UntilAsync(async () => !await page.Page.Locator(".refusal").IsVisibleAsync(), "the refusal is gone");
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_key_without_the_right_to_stream_is_told_so_and_reads_the_rest()
    {
        await using var silo = await KeyedAsync();
        await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, $"?access_token={Reader}", ColorScheme.Dark, Narrow);

        await SaysAsync(page, "scope 'stream'");
        Assert.Equal("disconnected", await page.ConnectionAsync());
        await IsReadableAsync(page);
        Assert.False(await page.Page.Locator("#note").IsVisibleAsync());
        await page.GoAsync("#/coins/");
        await page.Page.Locator("[data-coin=bitcoin]").WaitForAsync();
    }

    [Fact]
    public async Task After_too_many_requests_it_says_when_it_tries_again()
    {
        await using var silo = await KeyedAsync();
        await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, $"?access_token={Few}");
        await page.PricedAsync("USD/EUR");
        silo.Http.DefaultRequestHeaders.Add("X-Api-Key", Few);
        await OpenedPage.UntilAsync(
            async () =>
            {
                using var answer = await silo.Http.GetAsync("/currencies");
                return (int)answer.StatusCode == 429;
            },
            "the key has made as many requests as it may");

        await page.Page.EvaluateAsync("dispatchEvent(new Event('offline'))");
        await SaysAsync(page, "The page tries again at");
        await IsReadableAsync(page);
    }

    [Fact]
    public async Task The_page_of_the_API_takes_a_key()
    {
        await using var silo = await KeyedAsync();
        await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, $"swagger?access_token={Key}");
        await page.Page.ClickAsync(".btn.authorize");
        await page.Page.Locator(".auth-container input").First.FillAsync(Key);
        await page.Page.Locator(".auth-btn-wrapper button.authorize").First.ClickAsync();
        await page.Page.ClickAsync(".btn-done");
        await page.Page.ClickAsync("#operations-Rates-convert .opblock-summary-control");
        await page.Page.ClickAsync("#operations-Rates-convert .try-out__btn");
        await page.Page.ClickAsync("#operations-Rates-convert .execute");

        // With the examples as they stand.
        var answer = page.Page.Locator("#operations-Rates-convert .live-responses-table .response-col_status").Last;
        await OpenedPage.UntilAsync(async () => await answer.CountAsync() > 0 && (await answer.InnerTextAsync()).Contains("200", StringComparison.Ordinal), "the request has passed");
        page.IsClean();
    }

    private static async Task<SiloProcess> KeyedAsync(params string[] others)
    {
        var silo = await SiloProcess.StartAsync(
        [
            "--Demo:Enabled=true", "--Auth:Mode=keys",
            $"--Auth:Keys:page:Sha256={Hash(Key)}", $"--Auth:Keys:reader:Sha256={Hash(Reader)}", "--Auth:Keys:reader:Scopes=read",
            $"--Auth:Keys:few:Sha256={Hash(Few)}", "--Auth:Keys:few:PerMinute=60", .. others,
        ]);
        await silo.ReadyAsync();
        return silo;
    }

    private static Task SaysAsync(OpenedPage page, string words) => OpenedPage.UntilAsync(
        async () => await page.Page.Locator(".refusal").IsVisibleAsync() && (await page.Page.Locator(".refusal").InnerTextAsync()).Contains(words, StringComparison.Ordinal), $"the page says: {words}");

    private static async Task IsReadableAsync(OpenedPage page)
    {
        var found = await page.Page.RunAxe();
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {violation.Nodes[0].Html}")));
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the window.");
    }

    private static Task ShownAsync(OpenedPage page) => OpenedPage.UntilAsync(
        () => page.Page.EvaluateAsync<bool>("document.querySelector('[data-coin=bitcoin] img.token')?.naturalWidth > 0"), "the coin's image is shown");

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
