using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>What prices were a day ago is found out with little work, however much is asked for.</summary>
public sealed class LearningTests
{
    private static readonly string[] Codes = ["EUR", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF"];

    [Fact]
    public async Task A_batch_of_unknown_crosses_asks_the_record_once()
    {
        var record = new FakeRecord();
        await using var host = await HostAsync(record);
        var crosses = Codes.SelectMany(from => Codes.Where(to => to != from).Select(to => $"{from}-{to}")).ToList();

        var reply = await host.GetAsync($"/api/v1/prices/batch?symbols={string.Join(',', crosses)}");

        Assert.Equal(crosses.Count, reply.Json.GetProperty("count").GetInt32());
        Assert.Equal(crosses.Count, Assert.Single(record.Reads, read => read.Count > 1).Count);
    }

    [Fact]
    public async Task However_many_ask_for_a_pair_while_it_is_found_out_the_record_is_asked_once()
    {
        var held = new TaskCompletionSource();
        var record = new FakeRecord { Held = held.Task };
        await using var host = await HostAsync(record);

        var asking = Enumerable.Range(0, 20).Select(_ => host.GetAsync("/api/v1/prices/EUR-GBP")).ToArray();
        await Eventually.TrueAsync(() => Asked(record, "EUR/GBP") > 0, "the record is asked");
        held.SetResult();

        Assert.All(await Task.WhenAll(asking), reply => Assert.Equal(200, reply.Status));
        Assert.Equal(1, Asked(record, "EUR/GBP"));
    }

    [Fact]
    public async Task No_more_waits_than_may_and_what_is_found_out_for_nobody_is_cancelled()
    {
        var pairs = AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).SelectMany(from => AssetCatalog.All.Take(40).Where(to => to != from).Select(to => (from, to)))
            .Take(ChangeLearner.MostWaiting + 500).ToArray();
        var rounds = new List<(int Pairs, CancellationToken Cancel)>();
        var learner = new ChangeLearner(
            async (wanted, cancel) =>
            {
                lock (rounds)
                {
                    rounds.Add((wanted.Count, cancel));
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            },
            NullLogger.Instance);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();

        var one = learner.WantAsync([pairs[0]], first.Token);
        await Eventually.TrueAsync(() => Rounds() == 1, "the first round runs");
        var others = learner.WantAsync(pairs[1..], second.Token);
        Assert.Equal(pairs.Length - 1 - ChangeLearner.MostWaiting, learner.Dropped);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => others);
        Assert.False(rounds[0].Cancel.IsCancellationRequested);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        await Eventually.TrueAsync(() => rounds[0].Cancel.IsCancellationRequested, "the round for nobody is cancelled");
        using var third = new CancellationTokenSource();
        var last = learner.WantAsync([pairs[0], pairs[1]], third.Token);
        await Eventually.TrueAsync(() => Rounds() == 2, "the next round runs");
        Assert.Equal(2, rounds[1].Pairs); // Nothing is left of those who went.
        await third.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);

        int Rounds()
        {
            lock (rounds)
            {
                return rounds.Count;
            }
        }
    }

    [Fact]
    public async Task What_a_socket_subscribes_to_while_others_are_found_out_has_its_change_as_soon_as_it_is_known()
    {
        var held = new TaskCompletionSource();
        var record = new FakeRecord
        {
            Held = held.Task,
            DayAgo = new RecordedPrice(Given.Pair("EUR/USD"), 1m, 0, 0, new TickOrder(Given.Now.AddDays(-1), 0, 0), CandleInterval.Minute, CandleOrigin.Decided, false),
        };
        await using var host = await HostAsync(record);
        await using var socket = await host.ConnectSocketAsync(PriceSocketWords.Path);

        await socket.SendAsync("""{"action":"subscribe","symbols":["GBP"]}""");
        await Eventually.TrueAsync(() => Asked(record, "GBP/USD") > 0, "the first is being found out");
        await socket.SendAsync("""{"action":"subscribe","symbols":["EUR"]}""");
        await socket.UpdateAsync(data => data.TryGetProperty("EUR", out _));
        held.SetResult();

        await socket.UpdateAsync(data => data.TryGetProperty("EUR", out var row) && row.GetProperty("change").ValueKind == System.Text.Json.JsonValueKind.Number);
    }

    private static int Asked(FakeRecord record, string pair) => record.Reads.Count(read => read.Contains(Given.Pair(pair)));

    private static async Task<ServingHost> HostAsync(FakeRecord record)
    {
        var host = await ServingHost.StartAsync(setup =>
        {
            setup.Tracked = [Given.Pair("USD/EUR")];
            setup.Services = services => services.AddSingleton<IPriceRecord>(record);
        });
        host.Engine.TickAll(Codes.Select(code => Given.Price($"{code}/USD", 1.25m)));
        return host;
    }
}
