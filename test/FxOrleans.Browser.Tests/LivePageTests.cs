using System.Globalization;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>The page as somebody uses it.</summary>
public sealed class LivePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Prices_move_and_say_that_they_are_simulated()
    {
        await using var page = await OpenAsync();
        await page.PricedAsync("USD/EUR");

        var before = await page.FieldAsync("USD/EUR", "price");
        await Eventually.TrueAsync(async () => await page.FieldAsync("USD/EUR", "price") != before, "the price of USD/EUR moves", TimeSpan.FromSeconds(30));

        Assert.Equal("connected", await page.ConnectionAsync());
        Assert.True(await page.Page.Locator("[data-simulated=\"true\"]").First.IsVisibleAsync());
        Assert.True(await page.Page.Locator("[data-pair]").CountAsync() >= 20);
        Assert.Equal("live", await page.FieldAsync("USD/EUR", "status"), ignoreCase: true);
        Clean(page);
    }

    [Fact]
    public async Task Bid_price_and_ask_stand_in_order()
    {
        await using var page = await OpenAsync();
        await page.PricedAsync("USD/JPY");

        var (bid, price, ask) = (Number(await page.FieldAsync("USD/JPY", "bid")), Number(await page.FieldAsync("USD/JPY", "price")), Number(await page.FieldAsync("USD/JPY", "ask")));

        Assert.InRange(price, bid * 0.999m, ask * 1.001m);
        Clean(page);
    }

    [Fact]
    public async Task Search_narrows_the_table_and_escape_widens_it_again()
    {
        await using var page = await OpenAsync();
        await page.PricedAsync("USD/JPY");

        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("btc");
        await Eventually.TrueAsync(async () => !await page.Row("USD/JPY").IsVisibleAsync() && await page.Row("BTC/USD").IsVisibleAsync(), "only matching rows are shown");
        await page.Page.Keyboard.PressAsync("Escape");
        await Eventually.TrueAsync(async () => await page.Row("USD/JPY").IsVisibleAsync(), "all rows are shown again");
        Clean(page);
    }

    [Fact]
    public async Task An_address_opens_any_cross()
    {
        await using var page = await OpenAsync("#/EUR-NGN");
        await page.PricedAsync("EUR/NGN");

        var before = await page.FieldAsync("EUR/NGN", "price");
        await Eventually.TrueAsync(async () => await page.FieldAsync("EUR/NGN", "price") != before, "the cross moves with its legs", TimeSpan.FromSeconds(30));
        Clean(page);
    }

    [Fact]
    public async Task A_killed_service_is_seen_and_a_restarted_one_is_current_again()
    {
        var silo = await SiloProcess.StartAsync("--Demo:Enabled=true");
        var address = silo.Address;
        try
        {
            await silo.ReadyAsync();
            await using var page = await OpenedPage.AtAsync(chromium.Browser, address);
            await page.PricedAsync("USD/EUR");

            silo.Kill();
            await Eventually.TrueAsync(async () => await page.ConnectionAsync() is "reconnecting" or "disconnected", "the page says that the connection is gone");
            await silo.DisposeAsync();
            silo = await SiloProcess.StartAsync("--Demo:Enabled=true", $"--Urls={address}");
            await Eventually.TrueAsync(async () => await page.ConnectionAsync() == "connected", "the page is connected again", TimeSpan.FromSeconds(60));
            var before = await page.FieldAsync("USD/EUR", "price");
            await Eventually.TrueAsync(async () => await page.FieldAsync("USD/EUR", "price") != before, "prices move again", TimeSpan.FromSeconds(30));
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task It_can_be_read_in_light_and_dark_wide_and_narrow(ColorScheme scheme, int width)
    {
        await using var page = await OpenedPage.AtAsync(chromium.Browser, chromium.Silo.Address, "", scheme, width);
        await page.PricedAsync("USD/EUR");

        Assert.True(await page.Row("USD/EUR").Locator("[data-field=price]").IsVisibleAsync());
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the window.");
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, $"page-{scheme}-{width}.png".ToLowerInvariant()) });
        Clean(page);
    }

    private Task<OpenedPage> OpenAsync(string hash = "") => OpenedPage.AtAsync(chromium.Browser, chromium.Silo.Address, hash);

    private static void Clean(OpenedPage page)
    {
        Assert.Empty(page.Complaints);
        Assert.Empty(page.Elsewhere);
    }

    private static decimal Number(string text) =>
        decimal.Parse(new string([.. text.Where(letter => char.IsDigit(letter) || letter == '.')]), CultureInfo.InvariantCulture);
}
