using System.Security.Cryptography;
using System.Text;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Browser.Tests;

/// <summary>The page of a service that asks for keys, opened with one.</summary>
[Collection(PageCollection.Name)]
public sealed class AccessTests(Chromium chromium)
{
    private const string Key = "page-key";

    [Fact]
    public async Task Opened_with_a_key_it_loads_connects_and_moves()
    {
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Auth:Mode=keys", $"--Auth:Keys:page:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}");
        await silo.ReadyAsync();

        await using var page = await OpenedPage.AtAsync(chromium.Browser, silo.Address, $"?access_token={Key}");
        await page.PricedAsync("USD/EUR");
        await page.MovedAsync("USD/EUR");
        await page.GoAsync("#/USD-EUR");
        await OpenedPage.UntilAsync(async () => await page.ConnectionAsync() == "connected", "the page is connected");
        await page.PricedAsync("USD/EUR");
        page.IsClean();
    }
}
