using FxOrleans.Testing.Hosting;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>Each view, wide and narrow: readable for all in both themes, nothing wider than the window, nothing that jumps.</summary>
[Collection(DemoService.Name)]
public sealed class AppearanceTests(DemoService service, ITestOutputHelper output) : PageTest<DemoService>(service, output)
{
    /// <summary>The rules whose verdict another theme or width may change.</summary>
    private static readonly string[] OfColourAndWidth = ["color-contrast", "scrollable-region-focusable"];

    /// <summary>The pictures in the documents are taken anew.</summary>
    private static readonly bool TakesPictures = Environment.GetEnvironmentVariable("FX_PICTURES") == "1";

    public static TheoryData<string, string, int> Views
    {
        get
        {
            var views = new TheoryData<string, string, int>();
            foreach (var (name, hash) in new[] { ("board", ""), ("pair", "#/EUR-NGN"), ("coins", "#/coins/"), ("providers", "#/providers/") })
            {
                views.Add(name, hash, OpenedPage.Wide);
                views.Add(name, hash, OpenedPage.Narrow);
            }

            return views;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task It_can_be_read_by_everybody_and_stands_still(string name, string hash, int width)
    {
        var isWide = width == OpenedPage.Wide;
        var scheme = isWide ? ColorScheme.Light : ColorScheme.Dark;
        var page = await OpenOwnAsync(hash, scheme, width);
        await FilledAsync(page, name);

        await page.IsReadableAsync(isWide ? [] : OfColourAndWidth);
        await page.FitsAsync();
        Assert.InRange(await ShiftAsync(page), 0, 0.1);
        await PictureAsync(page, name, scheme, width);
        page.IsClean();
        if (TakesPictures)
        {
            var other = isWide ? ColorScheme.Dark : ColorScheme.Light;
            await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = other });
            await PictureAsync(page, name, other, width);
        }
    }

    [Fact]
    public async Task A_liar_is_drawn()
    {
        var page = await OpenOwnAsync("#/providers/", ColorScheme.Dark);
        await FilledAsync(page, "providers");
        try
        {
            await page.Page.Locator("tr[data-provider=OneFrame] select").SelectOptionAsync("lie-100");
            await page.Page.Locator(".verdict-table [data-verdict=rejected]").WaitForAsync();
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PathOf("liar-dark.png") });
        }
        finally
        {
            await Service.TellAsync("one-frame", "honest");
        }

        page.IsClean();
    }

    private static async Task FilledAsync(OpenedPage page, string name)
    {
        await page.ConnectedAsync();
        var (what, selector) = name switch
        {
            "board" => ("sparklines", "tr[data-pair] [data-flash]"),
            "pair" => ("sources", ".verdict-table tr[data-provider]"),
            "coins" => ("coins", "[data-coin]"),
            _ => ("providers and the consensus", ".providers-view .verdict-table tr[data-provider]"),
        };
        await OpenedPage.UntilAsync(async () => await page.Page.Locator(selector).CountAsync() > 0, $"{what} are shown");
        if (TakesPictures)
        {
            await page.Page.WaitForTimeoutAsync(name is "board" ? 25_000 : 4_000); // For lines worth looking at.
        }
    }

    /// <summary>The browser's own measure of how much has jumped since the page was opened: 0.1 is called good.</summary>
    private static Task<double> ShiftAsync(OpenedPage page) => page.Page.EvaluateAsync<double>(
        """
        () => {
            const observer = new PerformanceObserver(() => {});
            observer.observe({ type: 'layout-shift', buffered: true });
            return observer.takeRecords().reduce((sum, entry) => sum + entry.value, 0);
        }
        """);

    private static Task PictureAsync(OpenedPage page, string name, ColorScheme scheme, int width) => page.Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = PathOf($"{name}-{(scheme == ColorScheme.Dark ? "dark" : "light")}{(width == OpenedPage.Narrow ? "-narrow" : "")}.png"),
    });

    private static string PathOf(string picture) => TakesPictures
        ? Path.Combine(SiloProgram.Root, "docs", "pictures", picture)
        : Path.Combine(AppContext.BaseDirectory, "pictures", picture);
}
