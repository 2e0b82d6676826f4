using System.Net.Http.Json;
using FxOrleans.Testing.Hosting;
using Microsoft.Playwright;

namespace FxOrleans.Browser.Tests;

/// <summary>Debian's Chromium and a host with the demo market, for all tests of the page.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public SiloProcess Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Silo = await SiloProcess.StartAsync("--Demo:Enabled=true");
        await Silo.FilledAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Programs, File.Exists)
                ?? throw new InvalidOperationException("These tests need chromium: `apt-get install chromium`; ./fx test does that."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Tells one of the demo's providers what to do.</summary>
    public async Task TellAsync(string provider, string mode)
    {
        using var answer = await Silo.Http.PutAsJsonAsync($"/demo/control/{provider}", new { mode });
        answer.EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
        await Silo.DisposeAsync();
    }
}
