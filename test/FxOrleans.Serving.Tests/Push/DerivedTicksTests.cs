using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>A tracked pair that nobody quotes is written and broadcast as any other.</summary>
public sealed class DerivedTicksTests
{
    [Fact]
    public async Task Sinks_get_tracked_crosses_and_inverses_and_nothing_that_has_a_market()
    {
        var sink = new RecordingSink();
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Tracked = [Given.Pair("USD/EUR"), Given.Pair("EUR/GBP"), Given.Pair("GBP/USD")];
            setup.Sink = sink;
        });

        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m), Given.Price("USD/JPY", 160m)]);
        await Eventually.TrueAsync(() => Latest(sink, "EUR/GBP")?.Mid == 0.5m && Latest(sink, "GBP/USD")?.Mid == 2.5m, "both are derived");
        var first = Latest(sink, "EUR/GBP")!.Value;
        host.Engine.Tick("USD/EUR", 1m);
        await Eventually.TrueAsync(() => Latest(sink, "EUR/GBP")?.Mid == 0.4m, "a leg's tick derives anew");

        var next = Latest(sink, "EUR/GBP")!.Value;
        Assert.True(next.IsNewerThan(first));
        Assert.Equal(PriceStatus.Live, next.StatusAt(Given.Now, TimeSpan.FromSeconds(10)));
        var rate = await host.RateAsync("EUR", "GBP");
        Assert.Equal((rate.Price, rate.Timestamp, rate.Epoch, rate.Sequence), (next.Mid, next.Timestamp, next.Epoch, next.Sequence));
        Assert.Equal(["EUR/GBP", "GBP/USD"], sink.Prices.Select(price => $"{price.Pair}").Distinct().Order());
    }

    [Fact]
    public async Task A_cross_of_fixings_stays_fresh_as_long_as_they_do()
    {
        var sink = new RecordingSink();
        await using var host = await ServingHost.StartAsync(setup => setup.Sink = sink);
        var fixing = Given.Price("USD/EUR", 0.8m, Given.Today) with { Kind = SourceKind.Fixing, Quorate = false, FreshUntil = Given.Now.AddHours(3) };

        host.Engine.TickAll([fixing, Given.Price("USD/GBP", 0.4m, Given.Today) with { Kind = SourceKind.Fixing, Quorate = false, FreshUntil = Given.Now.AddHours(2) }]);

        await Eventually.TrueAsync(() => Latest(sink, "EUR/GBP") is not null, "it is derived");
        var cross = Latest(sink, "EUR/GBP")!.Value;
        Assert.Equal(PriceStatus.Indicative, cross.StatusAt(Given.Now.AddHours(2), TimeSpan.FromSeconds(10)));
        Assert.Equal(PriceStatus.Stale, cross.StatusAt(Given.Now.AddHours(2).AddSeconds(1), TimeSpan.FromSeconds(10)));
    }

    private static Price? Latest(RecordingSink sink, string pair) =>
        sink.Prices.Where(price => price.Pair == Given.Pair(pair)).Select(price => (Price?)price).LastOrDefault();
}
