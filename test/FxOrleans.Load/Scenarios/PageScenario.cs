using System.Text.Json;
using FxOrleans.Load.Servers;
using FxOrleans.Load.Statistics;
using Microsoft.Playwright;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// The page's own load, measured in a real Chromium: frames a second, the heap, how busy the main thread is, and how soon after
/// opening the first prices stand on the screen.
/// </summary>
internal sealed class PageScenario(Report report)
{
    private const double LeastFrames = 50;
    private const double MostBusy = 0.5;
    private const double MostGrowth = 2;
    private const double MostMilliseconds = 1000;
    /// <summary>Before the heap is first looked at, in seconds: every sparkline is full then.</summary>
    public const double WarmUp = 20;

    public const int Openings = 7;

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public async Task RunAsync(int pairs, double ticks, double seconds, double warmUp, int openings)
    {
        report.Line($"page: {pairs} pairs at {ticks:0.#} ticks a second each, for {seconds:0} s");
        await using var server = await PageServer.StartAsync(pairs, ticks, Files());
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Programs, File.Exists) ?? throw new InvalidOperationException("This needs chromium: `apt-get install chromium`."),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await OpenAsync(browser, server.Address, openings);
        await WatchAsync(browser, server.Address, seconds, warmUp);
    }

    /// <summary>The median of some openings, each with an empty cache; one before them warms the service up.</summary>
    private async Task OpenAsync(IBrowser browser, Uri address, int openings)
    {
        var times = new List<double>();
        for (var opening = 0; opening <= openings; opening++)
        {
            await using var context = await browser.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.AddInitScriptAsync(
                """
                new MutationObserver((_, observer) => {
                    if (document.querySelector('tr[data-pair] [data-field=price]') === null) return;
                    observer.disconnect();
                    requestAnimationFrame(() => setTimeout(() => { window.firstPrices = performance.now(); }));
                }).observe(document, { childList: true, subtree: true });
                """);
            await page.GotoAsync(address.ToString());
            await page.WaitForFunctionAsync("window.firstPrices !== undefined");
            times.Add(await page.EvaluateAsync<double>("window.firstPrices"));
        }

        times.RemoveAt(0);
        var median = Spread.Of(times).Median;
        report.Speed("first prices on the screen after", median, MostMilliseconds, atLeast: false, " ms", $"median of {openings}, {times.Min():0} to {times.Max():0}");
    }

    private async Task WatchAsync(IBrowser browser, Uri address, double seconds, double warmUp)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        var page = await context.NewPageAsync();
        var bytes = 0L;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => bytes += frame.Text?.Length ?? frame.Binary?.Length ?? 0;
        await page.GotoAsync(address.ToString());
        await page.WaitForSelectorAsync("tr[data-pair]");
        await page.WaitForTimeoutAsync((float)(warmUp * 1000));
        var rows = await page.Locator("tr[data-pair]").CountAsync();
        var inspector = await context.NewCDPSessionAsync(page);
        // In the thread's own time, not by the clock: what other processes take is not the page's doing.
        await inspector.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        var heap = await HeapAsync(inspector);
        bytes = 0;
        await page.EvaluateAsync(
            """
            () => {
                window.counted = { frames: 0, longest: 0, began: performance.now(), last: performance.now() };
                const count = now => {
                    const seen = window.counted;
                    seen.frames++;
                    seen.longest = Math.max(seen.longest, now - seen.last);
                    seen.last = now;
                    requestAnimationFrame(count);
                };
                requestAnimationFrame(count);
            }
            """);
        var busy = await MetricsAsync(inspector);
        await page.WaitForTimeoutAsync((float)(seconds * 1000));
        var after = await MetricsAsync(inspector);
        var counted = await page.EvaluateAsync<JsonElement>("({ frames: counted.frames, longest: counted.longest, seconds: (performance.now() - counted.began) / 1000 })");
        var growth = await HeapAsync(inspector) - heap;
        var (frames, lasted) = (counted.GetProperty("frames").GetDouble(), counted.GetProperty("seconds").GetDouble());
        report.Line($"{rows} rows, {bytes / lasted / 1e6:0.0} MB/s received, heap {heap:0.0} MB, longest frame {counted.GetProperty("longest").GetDouble():0} ms, script {Share("ScriptDuration"):0.0%}, style {Share("RecalcStyleDuration"):0.0%}, layout {Share("LayoutDuration"):0.0%}");
        report.Speed("frames a second", frames / lasted, LeastFrames, atLeast: true);
        report.Speed("main thread's share of a processor", Share("TaskDuration"), MostBusy, atLeast: false);
        report.Speed("heap growth", growth, MostGrowth, atLeast: false, " MB");

        double Share(string name) => (after[name] - busy[name]) / (after["Timestamp"] - busy["Timestamp"]);
    }

    /// <summary>In megabytes, with the garbage gone.</summary>
    private static async Task<double> HeapAsync(ICDPSession inspector)
    {
        await inspector.SendAsync("HeapProfiler.collectGarbage");
        return (await MetricsAsync(inspector))["JSHeapUsedSize"] / 1e6;
    }

    private static async Task<Dictionary<string, double>> MetricsAsync(ICDPSession inspector)
    {
        var answer = await inspector.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
    }

    private static string Files()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var files = Path.Combine(folder.FullName, "silo", "wwwroot");
            if (File.Exists(Path.Combine(files, "index.html")))
            {
                return files;
            }
        }

        throw new InvalidOperationException("The page has not been built: that takes Node.js.");
    }
}
