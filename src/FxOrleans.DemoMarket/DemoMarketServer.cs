using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.DemoMarket;

/// <summary>
/// The demo's upstream world on a loopback port of its own, so that the real adapters can be pointed at it.
/// Start it before whatever asks it: its addresses are known only then. It reads no configuration and writes no log. Started and stopped by one caller.
/// </summary>
public sealed class DemoMarketServer : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;
    private Uri? _address;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public DemoMarketServer(DemoMarketOptions options, TimeProvider time) => World = new DemoWorld(options, time);

    /// <summary>What its answers come from.</summary>
    public DemoWorld World { get; }

    /// <summary>Such as <c>http://127.0.0.1:40123/</c>.</summary>
    /// <exception cref="InvalidOperationException">The server is not running.</exception>
    public Uri Address => _address ?? throw new InvalidOperationException("The demo market has not been started.");

    /// <summary>
    /// What points the real adapters here, as configuration: <c>Providers:{Name}:BaseUrl</c> for all seven, and
    /// <c>Providers:{Name}:ApiKey</c> where one is asked for.
    /// </summary>
    /// <exception cref="InvalidOperationException">The server is not running.</exception>
    public IReadOnlyDictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var provider in DemoProvider.All)
        {
            settings[$"Providers:{provider.Key}:BaseUrl"] = BaseUrl(provider.Key);
            if (provider.ApiKey is not null)
            {
                settings[$"Providers:{provider.Key}:ApiKey"] = provider.ApiKey;
            }
        }

        return settings;
    }

    /// <summary>One provider's base address, without a slash at its end; currency-api's holds <c>{date}</c>.</summary>
    /// <param name="provider">As in configuration (<c>OneFrame</c>) or in paths (<c>one-frame</c>).</param>
    /// <exception cref="ArgumentException">There is no such provider.</exception>
    public string BaseUrl(string provider) => DemoProvider.Find(provider) is { } known
        ? $"{Address}{known.Name}{known.Suffix}"
        : throw new ArgumentException($"'{provider}' is no demo provider.", nameof(provider));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_app is not null)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.UseWebSockets();
        app.UseRouting();
        app.MapDemoMarket(World);
        await app.StartAsync(cancellationToken);
        _address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        _app = app;
    }

    /// <summary>Ends at once: an answer under way, a stream above all, has nothing to finish.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is { } app)
        {
            (_app, _address) = (null, null);
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
