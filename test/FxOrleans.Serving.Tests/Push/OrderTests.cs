using System.Collections.Concurrent;
using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>For a reader a pair never goes back, and ends at its latest price, whatever happens between engine and board.</summary>
public sealed class OrderTests
{
    private static readonly string[] Markets = ["USD/EUR", "USD/GBP", "USD/JPY", "EUR/CHF", "GBP/CHF", "BTC/USD"];
    private static readonly string[] Watched = [.. Markets, "EUR/USD", "EUR/GBP", "EUR/JPY", "BTC/CHF", "CHF/JPY", "USD/CHF"];

    /// <summary>What the engine has decided, and what readers were given. The one is held against the other at the end.</summary>
    private readonly ConcurrentDictionary<(string Pair, long Epoch, long Sequence), Price> _decided = new();
    private readonly ConcurrentQueue<WireRate> _given = new();

    [Fact]
    public async Task A_reader_is_given_what_was_decided_in_its_order_under_concurrent_batches_gaps_and_snapshots()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Time = TimeProvider.System);
        Decided(host.Engine.TickAll(Markets.Select(pair => Given.Price(pair, 1m, Now()))));
        await using var hub = await host.ConnectHubAsync();
        Assert.Empty((await hub.SubscribeAsync(Watched)).Rejected);
        await using var socket = await host.ConnectSocketAsync($"/ws/rates?pairs={string.Join(',', Watched)}");
        using var stop = new CancellationTokenSource();

        var writers = Enumerable.Range(0, 2).Select(seed => Task.Run(() => Disturb(host.Engine, seed))).ToArray();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadAsync(host, stop.Token))).ToArray();
        await Task.WhenAll(writers);

        // The last word of every market; which snapshot or batch brings it does not matter.
        Decided(host.Engine.TickAll(Markets.Select((pair, i) => Given.Price(pair, 1000 + i, Now()))));
        var last = new Dictionary<string, WireRate>();
        var seen = new HashSet<string>();
        await hub.On("ticks").FirstAsync(
            frame =>
            {
                foreach (var rate in WireRate.ReadAll(frame))
                {
                    Follow(last, rate);
                    seen.Add(rate.Pair);
                }

                return Markets.Select((pair, i) => last.TryGetValue(pair, out var rate) && rate.Price == 1000 + i).All(done => done);
            },
            "the last price of every market");
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(Watched.Order(), seen.Order());

        var bySocket = new Dictionary<string, WireRate>();
        await socket.Messages.FirstAsync(
            message =>
            {
                Follow(bySocket, WireRate.Read(message));
                return Markets.Select((pair, i) => bySocket.TryGetValue(pair, out var rate) && rate.Price == 1000 + i).All(done => done);
            },
            "the last price of every market");
        Assert.True(host.Feed.Gaps > 0 && host.Feed.Snapshots > 1);
        CheckGiven();
    }

    [Fact]
    public async Task Clients_that_come_and_go_disturb_nobody()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll(Markets.Select(pair => Given.Price(pair, 1m)));
        await using var healthy = await host.ConnectHubAsync();
        await healthy.SubscribeAsync(Watched);
        using var stop = new CancellationTokenSource();
        var ticking = Task.Run(() =>
        {
            for (var mid = 2m; !stop.IsCancellationRequested; mid++)
            {
                host.Engine.TickAll(Markets.Select(pair => Given.Price(pair, mid)));
            }
        });

        var visits = Enumerable.Range(0, 4).Select(async visitor =>
        {
            for (var i = 0; i < 25; i++)
            {
                if ((visitor + i) % 2 == 0)
                {
                    await using var socket = await host.ConnectSocketAsync(i % 3 == 0 ? "/ws/rates" : "/ws/rates?pairs=EUR/JPY,CHF/JPY&batch=1");
                    await socket.Messages.NextAsync();
                }
                else
                {
                    await using var hub = await host.ConnectHubAsync();
                    await hub.SubscribeAsync("*", "CHF/JPY");
                    await hub.NextTicksAsync();
                }
            }
        });
        await Task.WhenAll(visits);
        await stop.CancelAsync();
        await ticking;

        host.Engine.TickAll(Markets.Select(pair => Given.Price(pair, 1_000_000m)));
        await healthy.TickAsync(tick => tick is { Pair: "USD/JPY", Price: 1_000_000m }, "the last price");
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 1, "only the healthy one is left");
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Topics == Watched.Union(["USD/EUR", "USD/GBP", "USD/JPY", "BTC/USD", "EUR/GBP"]).Count(), "what nobody watches is let go");
        Assert.Empty(host.Logs.Lines);
    }

    // Ticks, lost batches, batches sent twice and old prices, in an order of their own.
    private void Disturb(FakeEngine engine, int seed)
    {
        var random = new Random(seed);
        var old = new List<Price>();
        for (var i = 0; i < 1_500; i++)
        {
            var pair = Markets[random.Next(Markets.Length)];
            switch (random.Next(8))
            {
                case 0:
                    Decided([engine.Lose(pair, random.Next(1, 100), Now())]);
                    break;
                case 1 when old.Count > 0:
                    engine.Send(new TickBatch(0, 1, 1, new[] { old[random.Next(old.Count)] }));
                    break;
                case 2:
                    engine.Send(new TickBatch(random.Next(2, 5), seed, random.Next(1, 1000), ReadOnlyMemory<Price>.Empty));
                    break;
                default:
                    old.Add(engine.Tick(pair, random.Next(1, 100), Now()));
                    Decided([old[^1]]);
                    break;
            }
        }
    }

    private async Task ReadAsync(ServingHost host, CancellationToken stop)
    {
        var last = new Dictionary<string, WireRate>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var pair = Watched[i % Watched.Length].Split('/');
            Follow(last, await host.RateAsync(pair[0], pair[1]));
        }
    }

    private void Follow(Dictionary<string, WireRate> last, WireRate rate)
    {
        Assert.True(!last.TryGetValue(rate.Pair, out var before) || rate.MayFollow(before), $"{rate} after {before}");
        last[rate.Pair] = rate;
        _given.Enqueue(rate);
    }

    private void Decided(IEnumerable<Price> prices)
    {
        foreach (var price in prices)
        {
            _decided[(price.Pair.ToString(), price.Epoch, price.Sequence)] = price;
        }
    }

    // The board may relabel a cross, never a market's own price: a number of the engine's must come with what the engine decided under it.
    private void CheckGiven()
    {
        var checkedPrices = 0;
        foreach (var rate in _given)
        {
            var inverse = string.Join('/', rate.Pair.Split('/').Reverse());
            var market = Markets.Contains(rate.Pair) ? rate.Pair : Markets.Contains(inverse) ? inverse : null;
            if (market is null)
            {
                continue;
            }

            Assert.True(_decided.TryGetValue((market, rate.Epoch, rate.Sequence), out var price), $"{rate} was never decided.");
            Assert.Equal(price.Timestamp, rate.Timestamp);
            Assert.InRange((market == rate.Pair ? rate.Price / price.Mid : rate.Price * price.Mid) - 1, -0.000001m, 0.000001m);
            checkedPrices++;
        }

        Assert.True(checkedPrices > 10, $"{checkedPrices} prices were checked."); // How many there are is a matter of pace, not of order.
    }

    // Prices tell milliseconds.
    private static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
}
