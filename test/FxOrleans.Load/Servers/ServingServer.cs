using System.Globalization;
using FxOrleans.PricePlatform;
using FxOrleans.Pricing;
using FxOrleans.Serving;
using FxOrleans.Serving.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Load.Servers;

/// <summary>Our serving, wired as the host wires it, fed by a <see cref="PacedEngine"/>.</summary>
internal static class ServingServer
{
    public static async Task RunAsync(int pairs)
    {
        var engine = new PacedEngine(new MadePrices(pairs));
        await using var app = Build(engine, new MadePrices(pairs).Pairs);
        await Hosts.StartAsync(app);
        var fanOut = app.Services.GetRequiredService<FanOut>();
        var board = app.Services.GetRequiredService<RateBoard>();
        var pacer = new Pacer(
            tick =>
            {
                engine.Publish(tick);
                return Task.CompletedTask;
            },
            engine.Canary);
        pacer.Serve(() =>
        {
            var counts = fanOut.Statistics;
            return string.Create(CultureInfo.InvariantCulture, $"{board.Encodings} {counts.Frames} {counts.Prices} {counts.Conflated}");
        });
    }

    /// <param name="engine">What feeds it.</param>
    /// <param name="tracked">The pairs that <c>*</c> stands for.</param>
    /// <param name="more">What else it serves.</param>
    public static WebApplication Build(IRateEngine engine, IReadOnlyCollection<CurrencyPair> tracked, Action<WebApplication>? more = null)
    {
        var builder = Hosts.Create();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(engine);
        builder.Services.AddSingleton<IPriceHistorySource>(new MadeHistory(TimeProvider.System));
        builder.Services.AddServing(new ServingOptions
        {
            Tracked = tracked,
            Policy = new PricingPolicy { Quorum = 1 },
            Push = new PushOptions(),
        });
        builder.Services.AddPricePlatform(new PricesOptions(), hasProviders: true);
        var app = builder.Build();
        app.UseServing();
        more?.Invoke(app);
        app.UseRouting();
        app.MapServing();
        app.MapPricePlatform();
        return app;
    }
}
