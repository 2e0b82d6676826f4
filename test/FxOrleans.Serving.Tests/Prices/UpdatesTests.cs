using System.Text;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>The channel between nodes with providers and those without.</summary>
public sealed class UpdatesTests
{
    private readonly FakeUpdates _channel = new();

    [Fact]
    public async Task A_node_without_providers_serves_the_prices_and_changes_that_another_tells()
    {
        var coins = new FakeCoins { Before = { ["BTC"] = 80_000 } };
        await using var teller = await ServingHost.StartAsync(setup => setup.Services = services => services
            .AddSingleton<IPriceUpdates>(_channel).AddSingleton<IDayAgoSource>(coins));
        await using var told = await ServingHost.StartAsync(setup =>
        {
            setup.HasProviders = false;
            setup.Services = services => services.AddSingleton<IPriceUpdates>(_channel);
        });
        teller.Engine.Tick(Given.Price("BTC/USD", 81_999m, 82_000m, 82_001m));
        await teller.GetAsync("/api/v1/prices/BTC");

        await Eventually.TrueAsync(
            async () =>
            {
                teller.Advance(TimeSpan.FromSeconds(1));
                teller.Engine.Tick(Given.Price("BTC/USD", 81_999m, 82_000m, 82_001m, teller.Time.GetUtcNow()));
                return (await told.GetAsync("/api/v1/prices/BTC")).Body.Contains("\"change\":2000", StringComparison.Ordinal);
            },
            "the change has been told");

        var rate = await told.RateAsync("BTC", "USD");
        Assert.Equal((82_000m, 81_999m, 82_001m), (rate.Price, rate.Json.GetProperty("bid").GetDecimal(), rate.Json.GetProperty("ask").GetDecimal()));
        Assert.Equal(2.5m, (await told.GetAsync("/api/v1/prices/BTC")).Json.GetProperty("change_percent").GetDecimal());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Between_two_messages_there_is_a_pause_and_the_newest_price_follows_it(int seconds)
    {
        await using var teller = await ServingHost.StartAsync(setup =>
        {
            setup.Platform = new PricesOptions { PublishInterval = TimeSpan.FromSeconds(seconds) };
            setup.Services = services => services.AddSingleton<IPriceUpdates>(_channel);
        });
        teller.Engine.Tick("BTC/USD", 1m);
        await Eventually.TrueAsync(() => _channel.Messages.Count == 1, "the first message is sent");
        for (var price = 2m; price <= 100; price++)
        {
            teller.Engine.Tick("BTC/USD", price);
        }

        await teller.GetAsync("/rate?from=BTC&to=USD");
        Assert.Single(_channel.Messages);
        await Eventually.TrueAsync(
            () =>
            {
                teller.Advance(TimeSpan.FromSeconds(1));
                return _channel.Messages.Count == 2;
            },
            "the second message is sent");

        var message = JsonDocument.Parse(_channel.Messages.Last()).RootElement;
        Assert.Equal("price_update", message.GetProperty("type").GetString());
        Assert.Equal(100m, message.GetProperty("data").GetProperty("BTC").GetProperty("price").GetDecimal());
        var before = JsonDocument.Parse(_channel.Messages.First()).RootElement;
        Assert.True(message.GetProperty("timestamp").GetDateTimeOffset() - before.GetProperty("timestamp").GetDateTimeOffset() >= TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Of_more_pairs_than_one_message_holds_all_are_told_however_fast_they_tick()
    {
        var pairs = TrackedPairs.Default;
        await using var teller = await ServingHost.StartAsync(setup =>
        {
            setup.Tracked = pairs;
            setup.Services = services => services.AddSingleton<IPriceUpdates>(_channel);
        });
        var price = 1m;
        var told = new HashSet<string>();

        await Eventually.TrueAsync(
            () =>
            {
                price++;
                teller.Engine.TickAll(pairs.Select(pair => Given.Price(pair.ToString(), price)));
                teller.Advance(TimeSpan.FromSeconds(1));
                while (_channel.Messages.TryDequeue(out var message))
                {
                    using var json = JsonDocument.Parse(message);
                    told.UnionWith(json.RootElement.GetProperty("data").EnumerateObject()
                        .Where(row => row.Value.GetProperty("price").GetDecimal() > 5).Select(row => row.Name));
                }

                return told.Count == pairs.Count;
            },
            "every pair has been told after it had ticked for a while");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"data":7}""")]
    [InlineData("""{"data":{"BTC":{"price":1}}}""")]
    [InlineData("""{"data":{"BTC":null}}""")]
    public async Task What_is_no_update_is_counted_and_changes_nothing(string message)
    {
        await using var told = await ServingHost.StartAsync(setup =>
        {
            setup.HasProviders = false;
            setup.Services = services => services.AddSingleton<IPriceUpdates>(_channel);
        });

        told.Engine.Tick("USD/EUR", 0.8m);
        await _channel.PublishAsync(Encoding.UTF8.GetBytes(message), default);

        Assert.Equal(1, told.Service<UpdateConsumer>().Malformed);
        (await told.GetAsync("/api/v1/prices/BTC")).IsProblem(404, "no_price");
    }
}
