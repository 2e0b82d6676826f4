using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>A part of the process that does not take prices for a while gets the newest when it does.</summary>
public sealed class ListenerTests
{
    private readonly RecordedLog _log = new(category: nameof(FanOut));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_channel_for_other_nodes_goes_on_after_failures_though_no_new_price_comes(bool throws)
    {
        var channel = new FakeUpdates { Takes = number => number > 3 || (throws ? throw new InvalidOperationException("Reading is not allowed.") : false) };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services
            .AddSingleton<IPriceUpdates>(channel).AddLogging(logging => logging.AddProvider(_log)));

        host.Engine.Tick("BTC/USD", 82_000m);

        await Eventually.TrueAsync(() => !channel.Messages.IsEmpty, "the message is sent in the end");
        using var message = JsonDocument.Parse(channel.Messages.First());
        Assert.Equal(82_000m, message.RootElement.GetProperty("data").GetProperty("BTC").GetProperty("price").GetDecimal());
        Assert.Equal(3, host.FanOut.Statistics.ListenerFailures);
        host.Advance(TimeSpan.FromSeconds(1));
        host.Engine.Tick("BTC/USD", 82_001m);
        await Eventually.TrueAsync(
            () =>
            {
                host.Advance(TimeSpan.FromSeconds(1));
                return channel.Messages.Count > 1;
            },
            "later prices are sent too");
        Assert.Single(_log.Lines, line => line.Contains("did not take prices", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => _log.Lines.Any(line => line.Contains("takes prices again", StringComparison.Ordinal)), "the end is told");
    }

    [Fact]
    public async Task A_sink_that_fails_gets_derived_prices_again_and_holds_up_no_other()
    {
        var (failing, other) = (new FailingSink(failures: 3), new RecordingSink());
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services
            .AddSingleton<ITickSink>(failing).AddSingleton<ITickSink>(other));

        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);

        await Eventually.TrueAsync(() => failing.Taken.Prices.Any(price => price.Mid == 0.5m), "EUR/GBP comes in the end");
        Assert.Equal(3, host.FanOut.Statistics.ListenerFailures);
        Assert.NotEmpty(other.Prices);
    }

    private sealed class FailingSink(int failures) : ITickSink
    {
        private int _left = failures;

        public RecordingSink Taken { get; } = new();

        public void Publish(ReadOnlySpan<Price> prices)
        {
            if (_left-- > 0)
            {
                throw new InvalidOperationException("This sink is not well.");
            }

            Taken.Publish(prices);
        }
    }
}
