using FxOrleans.Pricing;
using FxOrleans.Serving.Convert;
using FxOrleans.Serving.Currencies;
using FxOrleans.Serving.Explain;
using FxOrleans.Serving.Health;
using FxOrleans.Serving.Hub;
using FxOrleans.Serving.Latest;
using FxOrleans.Serving.Pegs;
using FxOrleans.Serving.Providers;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Rates;
using FxOrleans.Serving.Receipts;
using FxOrleans.Serving.Sockets;
using FxOrleans.Serving.Streams;
using FxOrleans.Serving.Tables;
using FxOrleans.Serving.Telemetry;
using FxOrleans.Serving.WhatIf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving;

/// <summary>Puts serving into a host: its services, its middleware in the right order, its endpoints.</summary>
public static class ServingRegistration
{
    /// <summary>The largest message that a hub's client may send, in bytes.</summary>
    public const int MaxHubMessage = 32 * 1024;

    /// <summary>What a hub connection may hold in bytes before its next message waits: a client that takes nothing costs less than 256 KiB in all.</summary>
    private const int HubBuffer = 16 * 1024;

    /// <summary>Board, feed, fan-out, hub. The host brings an <see cref="IRateEngine"/> and a <see cref="TimeProvider"/>. After the silo, where there is one: what reads starts after it and stops before it.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services, ServingOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Policy);
        services.AddPriceFeed(options.Policy.MaxAge);
        services.AddSingleton<PegWatch>();
        services.AddSingleton(provider => new RateBoard(
            provider.GetRequiredService<PriceBook>(), policy: options.Policy, pegs: provider.GetRequiredService<PegWatch>()));
        services.AddSingleton<IPriceBook>(provider => provider.GetRequiredService<RateBoard>());
        services.AddHostedService<FeedService>();
        services.AddSingleton(provider => new FanOut(
            provider.GetRequiredService<RateBoard>(), options.Tracked, options.Push, provider.GetRequiredService<FrameLatency>(), provider.GetRequiredService<ILogger<FanOut>>()));
        services.AddHostedService<StalenessSweep>();
        services.AddSingleton<PegEvents>();
        services.AddHostedService<HubPegEvents>();
        services.AddHostedService<PegMonitor>();
        services.AddHostedService<DerivedTicks>();
        services.AddHealth();
        services.AddRequestDeadline(options.RequestTimeout);
        services.AddAccess(options.Access);
        services.AddServingMetrics();
        ServiceDescription.Add(services);
        HubFaults.Silence(services);
        services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = MaxHubMessage;
                hub.StreamBufferCapacity = 1;
                hub.KeepAliveInterval = options.Push.KeepAlive;
                hub.EnableDetailedErrors = false;
                hub.AddFilter<HubFaults>();
                hub.AddFilter<MessageLimit>();
            })
            .AddJsonProtocol(json =>
            {
                json.PayloadSerializerOptions.Converters.Add(new ReadyJsonConverter<TickFrame>(frame => frame.Array));
                json.PayloadSerializerOptions.Converters.Add(new ReadyJsonConverter<StreamMessage>(message => message.ToJson()));
            });
        services.AddSingleton<IHubProtocol, CountedProtocol>(); // After SignalR's own: of one name, the last counts.
        return services;
    }

    // A silo in this process has brought its own already.
    private static void AddPriceFeed(this IServiceCollection services, TimeSpan maxAge)
    {
        services.TryAddSingleton<ITickSource>(provider => provider.GetRequiredService<IRateEngine>());
        services.TryAddSingleton(provider => new PriceBook(new PriceBookOptions { MaxAge = maxAge }, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new PriceFeedOptions());
        services.TryAddSingleton<PriceFeed>();
    }

    /// <summary>What comes before routing. Call it first, then <see cref="MapServing"/>.</summary>
    public static WebApplication UseServing(this WebApplication app)
    {
        app.UseRateFastPath(app.Services.GetRequiredService<RateBoard>());
        app.UseHeadRequests();
        app.UseProblemPages();
        FrameUpgrade.Use(app, RatesSocket.Path);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = app.Services.GetRequiredService<ServingOptions>().Push.KeepAlive });
        app.UseHubProblems();
        return app;
    }

    /// <summary>The same for a host that answers only how it does: call it first, then <see cref="MapStatusOnly"/>.</summary>
    public static WebApplication UseStatusOnly(this WebApplication app)
    {
        app.UseHeadRequests();
        app.UseProblemPages();
        return app;
    }

    /// <summary>Health and providers, and nothing else.</summary>
    public static WebApplication MapStatusOnly(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.MapProviders().MapHealth();
        return app;
    }

    /// <summary>Every endpoint, hub and socket.</summary>
    public static WebApplication MapServing(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.UseWriteGuard();
        app.MapRate()
            .MapProxyRates()
            .MapLatest()
            .MapExplain()
            .MapConvert()
            .MapCurrencies()
            .MapProviders()
            .MapPegs()
            .MapHealth()
            .MapRatesSocket()
            .MapRateStream()
            .MapReceipts()
            .MapReceiptLog()
            .MapWhatIf();
        app.MapHub<RatesHub>(RatesHub.Path, connection => connection.TransportMaxBufferSize = HubBuffer);
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json"); // Of any other name it would say so in plain text.
        return app;
    }
}
