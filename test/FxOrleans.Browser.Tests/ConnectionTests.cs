using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Browser.Tests;

/// <summary>The service goes away under the page, and comes back.</summary>
[Collection(PageCollection.Name)]
public sealed class ConnectionTests(Chromium chromium)
{
    [Fact]
    public async Task A_killed_service_is_seen_at_once_and_a_restarted_one_is_current_again()
    {
        var silo = await SiloProcess.StartAsync("--Demo:Enabled=true", $"--Urls=http://127.0.0.1:{FreePort.Take()}");
        var address = silo.Address;
        try
        {
            await silo.ReadyAsync();
            await using var page = await OpenedPage.AtAsync(chromium.Browser, address);
            await page.PricedAsync("USD/EUR");
            await OpenedPage.UntilAsync(async () => !await DimmedAsync(page), "its rows are current");

            silo.Kill();
            await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() is "reconnecting" or "disconnected" && await DimmedAsync(page), "the page says so and dims its rows");
            await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "disconnected", "it does not pretend for long");
            await silo.DisposeAsync();
            silo = await SiloProcess.StartAsync("--Demo:Enabled=true", $"--Urls={address}");
            await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "connected", "the page is connected again");
            await page.MovedAsync("USD/EUR");
            await OpenedPage.UntilAsync(async () => !await DimmedAsync(page), "its rows are current");
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_service_that_hangs_without_closing_anything_is_seen_too()
    {
        var silo = await SiloProcess.StartAsync("--Demo:Enabled=true");
        try
        {
            await silo.ReadyAsync();
            await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, "#/USD-EUR");
            await page.PricedAsync("USD/EUR");

            silo.Freeze();
            await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() is "reconnecting" or "disconnected", "the silence is noticed");
            silo.Thaw();
            await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "connected", "the page is connected again");
            await page.MovedAsync("USD/EUR");
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_provider_that_falls_silent_leaves_rows_that_are_marked()
    {
        await using var page = await OpenedPage.AtAsync(chromium.Browser, chromium.Silo.Address);
        await page.PricedAsync("AAPL/USD");
        try
        {
            await chromium.TellAsync("finnhub", "nothing");
            await OpenedPage.UntilAsync(async () => await page.Row("AAPL/USD").GetAttributeAsync("data-status") == "stale", "AAPL/USD is stale");
            Assert.Equal("connected", await page.ConnectionAsync());
            await OpenedPage.UntilAsync(() => IsDimAsync(page, "AAPL/USD"), "its row is dimmed");
        }
        finally
        {
            await chromium.TellAsync("finnhub", "honest");
        }

        await OpenedPage.UntilAsync(async () => await page.Row("AAPL/USD").GetAttributeAsync("data-status") != "stale", "AAPL/USD is priced again");
        page.IsClean();
    }

    private static Task<bool> DimmedAsync(OpenedPage page) =>
        IsDimAsync(page, "USD/EUR");

    /// <summary>Dimmed by colour and weight: the pips are no bolder than the rest.</summary>
    private static Task<bool> IsDimAsync(OpenedPage page, string pair) =>
        page.Field(pair, "price").EvaluateAsync<bool>("price => Number(getComputedStyle(price.querySelector('.pips')).fontWeight) <= 400");
}
