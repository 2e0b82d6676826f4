using Microsoft.Playwright;
using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>A test of the page: opens pages, closes them, and shows with a failure what the browser said.</summary>
public abstract class PageTest<TService>(TService service, ITestOutputHelper output) : IAsyncLifetime
    where TService : Chromium
{
    private readonly List<OpenedPage> _opened = [];

    /// <summary>The collection's host and browser.</summary>
    protected TService Service { get; } = service;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Opens a view in the page that the collection's tests share: a test leaves it as it was, and calls <c>IsClean</c> at its end.</summary>
    internal async Task<OpenedPage> OpenAsync(string hash = "#/") => Keep(await Service.SharedAsync(hash));

    /// <summary>Opens a page of the test's own, with nothing in its storage.</summary>
    internal async Task<OpenedPage> OpenOwnAsync(
        string path = "", ColorScheme scheme = ColorScheme.Light, int width = OpenedPage.Wide, string locale = "en-US", Uri? address = null) =>
        Keep(await OpenedPage.AtAsync(Service.Browser, address ?? Service.Silo.Address, path, scheme, width, locale));

    public async Task DisposeAsync()
    {
        foreach (var page in _opened)
        {
            output.WriteLine(page.Said);
            if (!Service.IsShared(page))
            {
                await page.DisposeAsync();
            }
        }
    }

    private OpenedPage Keep(OpenedPage page)
    {
        _opened.Add(page);
        return page;
    }
}
