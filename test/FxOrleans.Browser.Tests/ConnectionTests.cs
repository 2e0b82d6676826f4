using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The service goes away under the page, and comes back.</summary>
[Collection(KeyedService.Name)]
public sealed class ConnectionTests(KeyedService service, ITestOutputHelper output) : PageTest<KeyedService>(service, output)
{
    [Fact]
    public async Task A_killed_service_is_seen_at_once_and_a_restarted_one_is_current_again()
    {
        var page = await OpenOwnAsync($"?access_token={KeyedService.Key}");
        await page.PricedAsync("USD/EUR");
        await OpenedPage.UntilAsync(async () => !await page.IsDimAsync("USD/EUR"), "its rows are current");
        await OpenedPage.UntilAsync(async () => await page.FieldAsync("USD/EUR", "status") == "live", "USD/EUR is live");

        Service.Silo.Kill();
        await OpenedPage.UntilAsync(
            async () => await page.ConnectionAsync() is "reconnecting" or "disconnected" && await page.IsDimAsync("USD/EUR"), "the page says so and dims its rows");
        await VouchesForNothingAsync(page);
        await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "disconnected", "it does not pretend for long");
        await VouchesForNothingAsync(page);

        await Service.StartAgainAsync();
        await page.ConnectedAsync();
        await page.MovedAsync("USD/EUR");
        await OpenedPage.UntilAsync(async () => !await page.IsDimAsync("USD/EUR"), "its rows are current");
        await OpenedPage.UntilAsync(async () => await page.FieldAsync("USD/EUR", "status") == "live", "USD/EUR is live again");
    }

    [Fact]
    public async Task A_service_that_hangs_without_closing_anything_is_seen_too()
    {
        var page = await OpenOwnAsync($"?access_token={KeyedService.Key}#/USD-EUR");
        await page.PricedAsync("USD/EUR");

        Service.Silo.Freeze();
        try
        {
            await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() is "reconnecting" or "disconnected", "the silence is noticed");
            await OpenedPage.UntilAsync(async () => await page.FieldAsync("USD/EUR", "status") == "last known", "the price is no longer vouched for");
        }
        finally
        {
            Service.Silo.Thaw();
        }

        await page.ConnectedAsync();
        await page.MovedAsync("USD/EUR");
        await OpenedPage.UntilAsync(async () => await page.FieldAsync("USD/EUR", "status") == "live", "USD/EUR is live again");
    }

    /// <summary>No row of the board, nor a pair that is opened now, has a status that only the service could know.</summary>
    private static async Task VouchesForNothingAsync(OpenedPage page)
    {
        // Rows out of sight are written once a second.
        await OpenedPage.UntilAsync(
            async () => (await page.Page.Locator("tr[data-pair] [data-field=status]").AllTextContentsAsync()).Distinct().SequenceEqual(["last known"])
                && await page.Page.Locator("tr[data-pair][data-status]").CountAsync() == 0,
            "every row is the last that is known");
        await page.GoAsync("#/USD-EUR");
        await page.Page.Locator("article[data-pair=\"USD/EUR\"][data-unconfirmed]").WaitForAsync();
        Assert.Equal("last known", await page.FieldAsync("USD/EUR", "status"));
        await page.GoAsync("#/");
        await page.Page.Locator("table.prices").WaitForAsync();
    }
}
