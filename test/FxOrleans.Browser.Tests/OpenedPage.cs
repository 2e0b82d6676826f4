using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>The page in a real Chromium, and what the browser complained of.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _elsewhere = [];

    private OpenedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors on the console and in scripts.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Requests to another host than the service.</summary>
    public IReadOnlyList<string> Elsewhere => _elsewhere;

    public static async Task<OpenedPage> AtAsync(IBrowser browser, Uri address, string hash = "", ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        var page = await context.NewPageAsync();
        var opened = new OpenedPage(context, page);
        page.Console += (_, message) => opened.Hear(message);
        page.PageError += (_, error) => opened._complaints.Add(error);
        page.Request += (_, request) => opened.See(request.Url, address);
        await page.GotoAsync(new Uri(address, "/" + hash).ToString());
        return opened;
    }

    public ILocator Row(string pair) => Page.Locator($"[data-pair=\"{pair}\"]").First;

    public Task<string> FieldAsync(string pair, string field) => Row(pair).Locator($"[data-field=\"{field}\"]").First.InnerTextAsync();

    public async Task<string?> ConnectionAsync() => await Page.Locator("[data-connection]").First.GetAttributeAsync("data-connection");

    /// <summary>Waits for prices.</summary>
    public Task PricedAsync(string pair) => Row(pair).WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            _complaints.Add(message.Text);
        }
    }

    private void See(string url, Uri address)
    {
        if (new Uri(url).Authority != address.Authority && !url.StartsWith("data:", StringComparison.Ordinal))
        {
            _elsewhere.Add(url);
        }
    }
}
