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

    private static RateResponse Shape(MadePrices prices, long tick)
    {
        var price = prices.Of(tick);
        return new RateResponse
        {
            From = price.Pair.Base.Code,
            To = price.Pair.Quote.Code,
            Price = price.Mid,
            Timestamp = price.Timestamp,
            Bid = price.Bid,
            Ask = price.Ask,
            Confidence = price.Confidence,
            Status = RateJson.StatusText(Pricing.PriceStatus.Live),
            Usage = "firm",
            Sources = price.Sources,
            Via = [],
            Simulated = price.Simulated,
            Epoch = price.Epoch,
            Sequence = price.Sequence,
        };
    }
}
