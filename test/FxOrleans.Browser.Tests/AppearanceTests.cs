using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>Each view in light, dark and narrow: readable for all, nothing wider than the window, nothing that jumps.</summary>
[Collection(PageCollection.Name)]
public sealed class AppearanceTests(Chromium chromium)
{
    /// <summary>Set to 1, the pictures in the README are taken anew.</summary>
    private const string Pictures = "FX_PICTURES";

    private const int Wide = 1280;
    private const int Narrow = 390;

    public static TheoryData<string, string, ColorScheme, int> Views
    {
        get
        {
            var views = new TheoryData<string, string, ColorScheme, int>();
            foreach (var (name, hash) in new[] { ("board", ""), ("pair", "#/EUR-NGN"), ("coins", "#/coins/"), ("providers", "#/providers/") })
            {
                views.Add(name, hash, ColorScheme.Light, Wide);
                views.Add(name, hash, ColorScheme.Dark, Wide);
                views.Add(name, hash, ColorScheme.Light, Narrow);
                views.Add(name, hash, ColorScheme.Dark, Narrow);
            }

            return views;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task It_can_be_read_by_everybody_and_stands_still(string name, string hash, ColorScheme scheme, int width)
    {
        await using var page = await OpenedPage.AtAsync(chromium.Browser, chromium.Silo.Address, hash, scheme, width);
        await FilledAsync(page, name);

        var found = await page.Page.RunAxe();
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
        Assert.True(!serious.Any(), string.Join('\n', serious));
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the window.");
        Assert.InRange(await ShiftAsync(page), 0, 0.1);
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PathOf($"{name}-{(scheme == ColorScheme.Dark ? "dark" : "light")}{(width == Narrow ? "-narrow" : "")}.png") });
        page.IsClean();
    }

    [Fact]
    public async Task A_liar_is_drawn()
    {
        await using var page = await OpenedPage.AtAsync(chromium.Browser, chromium.Silo.Address, "#/providers/", ColorScheme.Dark);
        await FilledAsync(page, "providers");
        try
        {
            await page.Page.Locator("tr[data-provider=OneFrame] select").SelectOptionAsync("lie-100");
            await page.Page.Locator(".verdict-table [data-verdict=rejected]").WaitForAsync();
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PathOf("liar-dark.png") });
        }
        finally
        {
            await chromium.TellAsync("one-frame", "honest");
        }

        page.IsClean();
    }

    private static async Task FilledAsync(OpenedPage page, string name)
    {
        await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "connected", "the page is connected");
        var (what, selector) = name switch
        {
            "board" => ("sparklines", "tr[data-pair] [data-flash]"),
            "pair" => ("sources", ".verdict-table tr[data-provider]"),
            "coins" => ("coins", "[data-coin]"),
            _ => ("providers and the consensus", ".providers-view .verdict-table tr[data-provider]"),
        };
        await OpenedPage.UntilAsync(async () => await page.Page.Locator(selector).CountAsync() > 0, $"{what} are shown");
        if (Environment.GetEnvironmentVariable(Pictures) == "1")
        {
            await page.Page.WaitForTimeoutAsync(name is "board" ? 25_000 : 4_000); // For lines worth looking at.
        }
    }

    /// <summary>The browser's own measure of how much has jumped since the page was opened: 0.1 is called good.</summary>
    private static Task<double> ShiftAsync(OpenedPage page) => page.Page.EvaluateAsync<double>(
        """
        () => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(sum), 100);
        })
        """);

    private static string PathOf(string picture) => Environment.GetEnvironmentVariable(Pictures) == "1"
        ? Path.Combine(Testing.Hosting.SiloProgram.Root, "docs", "pictures", picture)
        : Path.Combine(AppContext.BaseDirectory, "pictures", picture);
}
