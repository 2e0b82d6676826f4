using System.Collections.Concurrent;
using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FxOrleans.Testing;
using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>The page in a real Chromium, and what the browser complained of.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    public const int Wide = 1280;
    public const int Narrow = 390;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _said = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentQueue<string> _elsewhere = [];

    private OpenedPage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        _address = address;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Whether the last test that had it found it clean at its end.</summary>
    public bool EndedWell { get; private set; }

    /// <summary>What the browser said since the test began.</summary>
    public string Said => string.Join('\n', _said);

    public static async Task<OpenedPage> AtAsync(
        IBrowser browser, Uri address, string path = "", ColorScheme scheme = ColorScheme.Light, int width = Wide, string locale = "en-US")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var opened = new OpenedPage(context, page, address);
        page.Console += (_, message) => opened.Hear(message);
        page.PageError += (_, error) => opened.Complain(error);
        page.Request += (_, request) => opened.See(request.Url);
        page.RequestFailed += (_, request) => opened._said.Enqueue($"{request.Method} {request.Url}: {request.Failure}");
        await page.GotoAsync(new Uri(address, "/" + path).ToString());
        return opened;
    }

    /// <summary>Another test begins with it: at that view, as if it had been opened there.</summary>
    public async Task BeginAsync(string hash)
    {
        EndedWell = false;
        _said.Clear();
        await Page.EvaluateAsync(
            """
            hash => {
                document.activeElement.blur();
                if (location.hash === hash) dispatchEvent(new HashChangeEvent('hashchange'));
                else location.hash = hash;
            }
            """,
            hash);
        if (hash == "#/")
        {
            await Page.FillAsync("#search", "");
            await Page.ClickAsync("[data-choice=all]");
            await Page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
        }
    }

    public ILocator Row(string pair) => Page.Locator($"[data-pair=\"{pair}\"]").First;

    public ILocator Field(string pair, string field) => Row(pair).Locator($"[data-field=\"{field}\"]").First;

    public Task<string> FieldAsync(string pair, string field) => Field(pair, field).InnerTextAsync();

    public async Task<string?> ConnectionAsync() => await Page.Locator("[data-connection]").First.GetAttributeAsync("data-connection");

    /// <summary>Waits until the page is connected.</summary>
    public Task ConnectedAsync() => UntilAsync(async () => await ConnectionAsync() == "connected", "the page is connected");

    /// <summary>Goes elsewhere in the page, as its links do.</summary>
    public Task GoAsync(string hash) => Page.EvaluateAsync("hash => { location.hash = hash; }", hash);

    /// <summary>The pairs on the board, as they stand.</summary>
    public async Task<string[]> PairsAsync() =>
        await Page.EvaluateAsync<string[]>("[...document.querySelectorAll('tr[data-pair]')].map(row => row.dataset.pair)");

    /// <summary>Waits for a price.</summary>
    public Task PricedAsync(string pair) => UntilAsync(
        async () => await Row(pair).CountAsync() > 0 && (await FieldAsync(pair, "price")).Any(char.IsDigit), $"{pair} has a price");

    /// <summary>Waits for the price to move.</summary>
    public async Task MovedAsync(string pair)
    {
        var before = await FieldAsync(pair, "price");
        await UntilAsync(async () => await FieldAsync(pair, "price") != before, $"the price of {pair} moves");
    }

    /// <summary>Dimmed by colour and weight: the pips are no bolder than the rest.</summary>
    public Task<bool> IsDimAsync(string pair) =>
        Field(pair, "price").EvaluateAsync<bool>("price => Number(getComputedStyle(price.querySelector('.pips')).fontWeight) <= 400");

    /// <summary>Waits for the first coin's image.</summary>
    public Task ImagesAsync() => UntilAsync(
        () => Page.EvaluateAsync<bool>("document.querySelector('[data-coin=bitcoin] img.token')?.naturalWidth > 0"), "the coin's image is shown");

    public static Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                return await condition();
            }
            catch (PlaywrightException gone) when (gone.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                return false; // It was asked while another document was being loaded.
            }
        },
        what,
        Patience);

    /// <summary>No violation of axe's rules: of all, or of those.</summary>
    public async Task IsReadableAsync(params string[] rules)
    {
        // Rows that are made alike are judged by the first: axe looks at each text by itself, for seconds.
        await Page.EvaluateAsync(
            """
            () => {
                const kinds = new Set();
                for (const row of document.querySelectorAll('tr[data-pair], tr[data-coin]')) {
                    const kind = [row, ...row.querySelectorAll('*')].map(part => [part.tagName, part.className.baseVal ?? part.className, part.dataset.status, part.dataset.sign,
                        part.dataset.demo, part.dataset.unconfirmed, part.dataset.flash, part.ariaPressed].join()).join(';');
                    row.toggleAttribute('data-twin', kinds.has(kind));
                    kinds.add(kind);
                }
            }
            """);
        var found = await Page.RunAxe(
            new AxeRunContext { Exclude = [new AxeSelector("[data-twin]")] },
            rules.Length == 0 ? new AxeRunOptions() : new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = [.. rules] } });
        var violations = found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");
        Assert.True(found.Violations.Length == 0, string.Join('\n', violations));
    }

    /// <summary>Nothing is wider than the window.</summary>
    public async Task FitsAsync() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the window.");

    /// <summary>No error on the console or in a script, no request to another host. The end of a test.</summary>
    public void IsClean()
    {
        Assert.Empty(_complaints);
        Assert.Empty(_elsewhere);
        EndedWell = true;
    }

    /// <summary>The number in a text, digits and decimal point alone.</summary>
    public static decimal Number(string text) =>
        decimal.Parse(new string([.. text.Where(letter => char.IsDigit(letter) || letter == '.')]), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            Complain($"{message.Text} {message.Location}");
        }
        else
        {
            _said.Enqueue($"{message.Type}: {message.Text}");
        }
    }

    private void Complain(string error)
    {
        _said.Enqueue($"error: {error}");
        _complaints.Enqueue(error);
    }

    private void See(string url)
    {
        if (new Uri(url).Authority != _address.Authority && !url.StartsWith("data:", StringComparison.Ordinal))
        {
            _elsewhere.Enqueue(url);
        }
    }
}
