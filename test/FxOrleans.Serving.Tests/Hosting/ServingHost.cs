using System.Net;
using System.Net.WebSockets;
using FxOrleans.PricePlatform;
using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Tests;

/// <summary>Serving as the host runs it, on a real Kestrel at a free port, fed by a <see cref="FakeEngine"/>.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private ServingHost(WebApplication app, FakeEngine engine, TimeProvider time, RecordedLog logs, RecordedLog notices)
    {
        _app = app;
        _time = time;
        Engine = engine;
        Logs = logs;
        Notices = notices;
        var address = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new Uri(address);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public FakeEngine Engine { get; }

    /// <summary>The hand-driven clock; only where the setup gave no other.</summary>
    public FakeTime Time => (FakeTime)_time;

    /// <summary>What was logged as an error or worse: nothing that a caller sends may be one.</summary>
    public RecordedLog Logs { get; }

    /// <summary>What was told of the node's and its providers' state, as <c>Warning: …</c>.</summary>
    public RecordedLog Notices { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public RateBoard Board => _app.Services.GetRequiredService<RateBoard>();

    public PriceFeed Feed => _app.Services.GetRequiredService<PriceFeed>();

    /// <summary>What the host has in its container.</summary>
    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public FanOut FanOut => _app.Services.GetRequiredService<FanOut>();

    public static async Task<ServingHost> StartAsync(Action<HostSetup>? configure = null)
    {
        var setup = new HostSetup();
        configure?.Invoke(setup);
        var engine = new FakeEngine { Held = setup.Held, Failure = setup.Failure };
        var logs = new RecordedLog(LogLevel.Error);
        var notices = new RecordedLog(category: ".HealthLog");
        engine.Begin(setup.Prices);

        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.AddServerHeader = false;
            server.Limits.MaxRequestLineSize = 64 * 1024;
        });
        builder.Logging.ClearProviders().AddProvider(logs).AddProvider(notices);
        builder.Services.AddSingleton(setup.Time);
        builder.Services.AddSingleton<IRateEngine>(engine);
        if (setup.Sink is not null)
        {
            builder.Services.AddSingleton(setup.Sink);
        }

        setup.Services(builder.Services);
        builder.Services.AddServing(new ServingOptions
        {
            Tracked = setup.Tracked,
            Policy = setup.Policy,
            Push = setup.Push,
            RequestTimeout = setup.RequestTimeout,
            HasProviders = setup.HasProviders,
            Access = setup.Access with { Origins = setup.Origins },
        });
        builder.Services.AddPricePlatform(setup.Platform, setup.HasProviders);
        var app = builder.Build();
        app.UseServing();
        app.UseRouting();
        app.MapServing();
        app.MapPricePlatform();
        await app.StartAsync();
        var host = new ServingHost(app, engine, setup.Time, logs, notices);
        if (setup.Synced)
        {
            await Eventually.TrueAsync(() => host.Board.Book.IsSynced, "the board is filled");
        }

        return host;
    }

    /// <summary>GET, with what the answer was.</summary>
    public async Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => await SendAsync(HttpMethod.Get, path, headers);

    public async Task<Reply> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await Reply.ReadAsync(response);
    }

    /// <summary>The rate that <c>GET /rate</c> gives.</summary>
    public async Task<WireRate> RateAsync(string from, string to)
    {
        var reply = await GetAsync($"/rate?from={from}&to={to}");
        Assert.True(reply.Status == 200, reply.Body);
        return WireRate.Read(reply.Json);
    }

    /// <summary>Lets time pass and tells the feeder that the engine lives, so that silence is no matter.</summary>
    public void Advance(TimeSpan by)
    {
        Time.Advance(by);
        Engine.Canary();
    }

    public Task<HubClient> ConnectHubAsync() => HubClient.ConnectAsync(Socket("/hubs/rates"));

    public Task<SocketClient> ConnectSocketAsync(string path) => SocketClient.ConnectAsync(Socket(path));

    /// <summary>A path's address for WebSockets.</summary>
    public Uri Socket(string path) => new($"ws://{Address.Authority}{path}");

    /// <summary>Completes once no connection is counted any more.</summary>
    public Task WhenEmptyAsync() => Eventually.TrueAsync(() => FanOut.Statistics is { Connections: 0, Streams: 0 }, "every connection has been given up");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
