using System.Globalization;
using FxOrleans.Testing;
using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>The page in a real Chromium, and what the browser complained of.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly List<string> _complaints = [];
    private readonly List<string> _elsewhere = [];

    private OpenedPage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        _address = address;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<OpenedPage> AtAsync(
        IBrowser browser, Uri address, string hash = "", ColorScheme scheme = ColorScheme.Light, int width = 1280, string locale = "en-US")
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
        page.PageError += (_, error) => opened._complaints.Add(error);
        page.Request += (_, request) => opened.See(request.Url);
        await page.GotoAsync(new Uri(address, "/" + hash).ToString());
        return opened;
    }

    public ILocator Row(string pair) => Page.Locator($"[data-pair=\"{pair}\"]").First;

    public ILocator Field(string pair, string field) => Row(pair).Locator($"[data-field=\"{field}\"]").First;

    public Task<string> FieldAsync(string pair, string field) => Field(pair, field).InnerTextAsync();

    public async Task<string?> ConnectionAsync() => await Page.Locator("[data-connection]").First.GetAttributeAsync("data-connection");

    /// <summary>Goes elsewhere in the page, as its links do.</summary>
    public Task GoAsync(string hash) => Page.EvaluateAsync("hash => { location.hash = hash; }", hash);

    /// <summary>The pairs on the board, as they stand.</summary>
    public async Task<string[]> PairsAsync() =>
        await Page.EvaluateAsync<string[]>("[...document.querySelectorAll('tr[data-pair]')].map(row => row.dataset.pair)");

    /// <summary>Waits until as many pairs are on the board as there will be.</summary>
    public async Task SettledAsync()
    {
        var (count, since) = (0, TimeProvider.System.GetTimestamp());
        await UntilAsync(
            async () =>
            {
                var before = count;
                count = (await PairsAsync()).Length;
                since = count == before ? since : TimeProvider.System.GetTimestamp();
                return TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(1);
            },
            "all pairs are on the board");
    }

    /// <summary>Waits for a price.</summary>
    public Task PricedAsync(string pair) => UntilAsync(
        async () => await Row(pair).CountAsync() > 0 && (await FieldAsync(pair, "price")).Any(char.IsDigit), $"{pair} has a price");

    /// <summary>Waits for the price to move.</summary>
    public async Task MovedAsync(string pair)
    {
        var before = await FieldAsync(pair, "price");
        await UntilAsync(async () => await FieldAsync(pair, "price") != before, $"the price of {pair} moves");
    }

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

    /// <summary>No error on the console or in a script, no request to another host.</summary>
    public void IsClean()
    {
        Assert.Empty(_complaints);
        Assert.Empty(_elsewhere);
    }

    /// <summary>The number in a text, digits and decimal point alone.</summary>
    public static decimal Number(string text) =>
        decimal.Parse(new string([.. text.Where(letter => char.IsDigit(letter) || letter == '.')]), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            _complaints.Add($"{message.Text} {message.Location}");
        }
    }

    private void See(string url)
    {
        if (new Uri(url).Authority != _address.Authority && !url.StartsWith("data:", StringComparison.Ordinal))
        {
            _elsewhere.Add(url);
        }
    }
}
