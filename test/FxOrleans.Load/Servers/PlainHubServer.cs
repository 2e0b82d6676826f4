using FxOrleans.Serving;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Load.Servers;

/// <summary>What the push is measured against: a plain hub that sends each tick to its group, and waits until it is sent.</summary>
internal static class PlainHubServer
{
    public static async Task RunAsync(int pairs)
    {
        var prices = new MadePrices(pairs);
        var builder = Hosts.Create();
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapHub<PlainHub>("/hubs/rates");
        await Hosts.StartAsync(app);
        var hub = app.Services.GetRequiredService<IHubContext<PlainHub>>();
        new Pacer(tick => hub.Clients.Group(PlainHub.Group).SendAsync("tick", Shape(prices, tick)), () => { }).Serve(() => "");
    }

    private static RateShape Shape(MadePrices prices, long tick)
    {
        var price = prices.Of(tick);
        return new RateShape(
            price.Pair.Base.Code, price.Pair.Quote.Code, price.Mid, price.Timestamp, price.Bid, price.Ask, price.Confidence,
            RateJson.StatusText(Pricing.PriceStatus.Live), price.Sources, [], price.Simulated, price.Epoch, price.Sequence);
    }
}
