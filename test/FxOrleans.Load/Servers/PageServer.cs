using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;

namespace FxOrleans.Load.Servers;

/// <summary>Our serving with the built page, under a steady stream of ticks that each move a price by a visible step.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PacedEngine _engine;
    private readonly int _pairs;
    private readonly CancellationTokenSource _end = new();
    private Thread? _ticking;

    private PageServer(WebApplication app, PacedEngine engine, int pairs)
    {
        _app = app;
        _engine = engine;
        _pairs = pairs;
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it with the page that is in <paramref name="files"/>.</summary>
    public static async Task<PageServer> StartAsync(int pairs, double ticksPerPair, string files)
    {
        var prices = new MadePrices(pairs, 0.00001m);
        var engine = new PacedEngine(prices);
        var app = ServingServer.Build(engine, prices.Pairs, app =>
        {
            var provider = new PhysicalFileProvider(files);
            app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = provider });
            app.UseStaticFiles(new StaticFileOptions { FileProvider = provider });
        });
        await app.StartAsync();
        var server = new PageServer(app, engine, prices.Pairs.Count);
        server.Tick(ticksPerPair);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _ticking?.Join();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private void Tick(double ticksPerPair)
    {
        var pacer = new Pacer(
            tick =>
            {
                _end.Token.ThrowIfCancellationRequested();
                _engine.Publish(tick);
                return Task.CompletedTask;
            },
            _engine.Canary);
        _ticking = new Thread(() =>
        {
            try
            {
                pacer.Run(Step.Soon(2L * _pairs, _pairs * ticksPerPair, 0, TimeSpan.FromMinutes(10).TotalSeconds));
            }
            catch (OperationCanceledException)
            {
                // The measurement is over.
            }
        })
        { IsBackground = true };
        _ticking.Start();
    }
}
