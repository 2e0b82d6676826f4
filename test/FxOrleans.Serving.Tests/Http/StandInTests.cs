using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Direct before cross within a kind only: a cross of live legs stands in for a fixing or a stale price of the pair.</summary>
public sealed class StandInTests
{
    private static readonly Price Fixing =
        Given.Price("EUR/GBP", 0.6m, Given.Today) with { Kind = SourceKind.Fixing, Quorate = false, Sources = 2, FreshUntil = Given.Now.AddDays(3) };

    [Fact]
    public async Task A_live_cross_stands_in_for_a_fixing_and_is_shown_beside_it()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Fixing, Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);

        var json = (await host.GetAsync("/rate/explain?from=EUR&to=GBP")).Json;

        Assert.Equal((0.5m, "live", """["USD"]"""), (json.GetProperty("price").GetDecimal(), json.GetProperty("status").GetString(), json.GetProperty("via").GetRawText()));
        Assert.Equal(["EUR/USD", "USD/GBP"], WireRate.ReadAll(json.GetProperty("legs")).Select(leg => leg.Pair));
        var direct = json.GetProperty("direct");
        Assert.Equal((0.6m, "indicative", "[]"), (direct.GetProperty("price").GetDecimal(), direct.GetProperty("status").GetString(), direct.GetProperty("via").GetRawText()));
        Assert.Equal("EUR/GBP", direct.GetProperty("market").GetProperty("pair").GetString());
        Assert.False((await host.GetAsync("/rate/explain?from=USD&to=GBP")).Json.TryGetProperty("direct", out _));
        Assert.Equal(0.5m, (await host.GetAsync("/rates/latest?base=EUR&symbols=GBP")).Json.GetProperty("rates").GetProperty("GBP").GetDecimal());
        Assert.Equal(2m, (await host.RateAsync("GBP", "EUR")).Price);
    }

    [Fact]
    public async Task It_ends_with_the_first_leg_that_is_no_longer_live_and_numbers_rise_all_the_way()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Fixing);
        var seen = new List<WireRate> { await host.RateAsync("EUR", "GBP") };

        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);
        host.Advance(TimeSpan.FromSeconds(2));
        seen.Add(await host.RateAsync("EUR", "GBP"));
        host.Engine.Tick(Given.Price("USD/GBP", 0.4m, Given.Now.AddSeconds(2)) with { Quorate = false });
        seen.Add(await host.RateAsync("EUR", "GBP"));
        host.Engine.Tick(Given.Price("USD/GBP", 0.44m, Given.Now.AddSeconds(2)));
        host.Advance(TimeSpan.FromSeconds(2));
        seen.Add(await host.RateAsync("EUR", "GBP"));
        host.Advance(TimeSpan.FromSeconds(9));
        seen.Add(await host.RateAsync("EUR", "GBP"));
        host.Engine.Tick(Given.Price("EUR/GBP", 0.7m, Given.Now.AddSeconds(13)));
        seen.Add(await host.RateAsync("EUR", "GBP"));

        Assert.Equal(
            [(0.6m, "indicative"), (0.5m, "live"), (0.6m, "indicative"), (0.55m, "live"), (0.6m, "indicative"), (0.7m, "live")],
            seen.Select(rate => (rate.Price, rate.Status)));
        Assert.All(seen.Zip(seen.Skip(1)), step => Assert.True(step.Second.MayFollow(step.First) && step.First.ToString() != step.Second.ToString(), $"{step.Second} after {step.First}"));
        Assert.All(seen.Zip(seen.Skip(1)), step => Assert.NotEqual((step.First.Epoch, step.First.Sequence), (step.Second.Epoch, step.Second.Sequence)));
    }

    [Fact]
    public async Task A_stale_price_gives_way_and_comes_back_with_its_next_quote()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("EUR/GBP", 0.6m);
        Assert.Equal(0.6m, (await host.RateAsync("EUR", "GBP")).Price);

        host.Advance(TimeSpan.FromSeconds(11));
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m, Given.Now.AddSeconds(11)), Given.Price("USD/GBP", 0.4m, Given.Now.AddSeconds(11))]);
        var cross = await host.RateAsync("EUR", "GBP");
        host.Engine.Tick("EUR/GBP", 0.61m, Given.Now.AddSeconds(11));
        var back = await host.RateAsync("EUR", "GBP");

        Assert.Equal((0.5m, "live", 0.61m, "live"), (cross.Price, cross.Status, back.Price, back.Status));
        Assert.True(back.MayFollow(cross), $"{back} after {cross}");
    }

    [Fact]
    public async Task Whoever_watches_the_pair_is_told_of_the_cross_and_of_its_end()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Fixing);
        await using var hub = await host.ConnectHubAsync();
        await hub.SubscribeAsync("EUR/GBP");
        await hub.TickAsync(tick => tick.Price == 0.6m, "the fixing");

        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);
        host.Advance(TimeSpan.FromSeconds(2));
        await hub.TickAsync(tick => tick is { Price: 0.5m, Status: "live" }, "the cross");
        host.Advance(TimeSpan.FromSeconds(10));
        await hub.TickAsync(tick => tick is { Price: 0.6m, Status: "indicative" }, "the fixing again");
    }

    [Fact]
    public async Task What_is_written_is_what_was_decided()
    {
        var sink = new RecordingSink();
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Tracked = [Given.Pair("EUR/GBP"), Given.Pair("GBP/USD")];
            setup.Sink = sink;
        });
        host.Engine.TickAll([Fixing, Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m), Given.Price("USD/JPY", 160m)]);
        Assert.Equal(0.5m, (await host.RateAsync("EUR", "GBP")).Price);

        await Eventually.TrueAsync(() => sink.Prices.Any(price => price.Pair == Given.Pair("GBP/USD")), "what nobody quotes is written");
        Assert.Equal(0.6m, host.Board.Decided(AssetCatalog.Eur, AssetCatalog.Get("GBP"))!.Value.Mid);
        Assert.DoesNotContain(sink.Prices, price => price.Pair == Given.Pair("EUR/GBP"));
    }
}
