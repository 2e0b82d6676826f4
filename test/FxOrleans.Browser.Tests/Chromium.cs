using FxOrleans.Testing.Hosting;
using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>Debian's Chromium and one host, for all tests of a collection, and the page that most of these share.</summary>
public abstract class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private OpenedPage? _shared;

    public IBrowser Browser { get; private set; } = null!;

    public SiloProcess Silo { get; protected set; } = null!;

    /// <summary>Starts the collection's host and waits until it has prices.</summary>
    protected abstract Task<SiloProcess> StartSiloAsync();

    public async Task InitializeAsync()
    {
        Silo = await StartSiloAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Programs, File.Exists)
                ?? throw new InvalidOperationException("These tests need chromium: `apt-get install chromium`; ./fx test does that."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Leads the page that the tests share to a view. A test that did not end well has taken its page with it.</summary>
    internal async Task<OpenedPage> SharedAsync(string hash)
    {
        if (_shared is { EndedWell: true })
        {
            await _shared.BeginAsync(hash);
            return _shared;
        }

        if (_shared is not null)
        {
            await _shared.DisposeAsync();
        }

        return _shared = await OpenedPage.AtAsync(Browser, Silo.Address, hash);
    }

    /// <summary>Whether that is the page that the tests share.</summary>
    internal bool IsShared(OpenedPage page) => page == _shared;

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
        await Silo.DisposeAsync();
    }
}
