using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>A source goes away behind the service.</summary>
[Collection(DemoService.Name)]
public sealed class StaleTests(DemoService service, ITestOutputHelper output) : PageTest<DemoService>(service, output)
{
    [Fact]
    public async Task A_provider_that_falls_silent_leaves_rows_that_are_marked()
    {
        var page = await OpenAsync();
        await page.PricedAsync("AAPL/USD");
        try
        {
            await Service.TellAsync("finnhub", "nothing");
            await OpenedPage.UntilAsync(async () => await page.Row("AAPL/USD").GetAttributeAsync("data-status") == "stale", "AAPL/USD is stale");
            Assert.Equal("connected", await page.ConnectionAsync());
            await OpenedPage.UntilAsync(() => page.IsDimAsync("AAPL/USD"), "its row is dimmed");
        }
        finally
        {
            await Service.TellAsync("finnhub", "honest");
        }

        await OpenedPage.UntilAsync(async () => await page.Row("AAPL/USD").GetAttributeAsync("data-status") != "stale", "AAPL/USD is priced again");
        page.IsClean();
    }
}
