using System.Collections.Concurrent;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

public sealed class TickSourceTests : IAsyncLifetime
{
    private const string Row = """{"from":"USD","to":"JPY","price":150.5,"timestamp":"2026-09-29T00:00:00Z"}""";

    // On a busy machine an answer may take longer than a service should wait for one.
    private static readonly (string, string) Patient = ("Redis:Deadline", "00:00:15");

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task TheSnapshotMergesLatestRatesAndTheArray()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Patient);
        host.Publish(A.Price(A.UsdEur, 5));
        await host.QuietAsync();
        await _redis.CommandAsync(
            "SET", host.Keys.Rates, $$"""[{{Row}},{"from":"USD","to":"EUR","price":1,"timestamp":"2026-09-29T00:00:00Z"},{"from":"USD"},7]""");

        var snapshot = await host.Source.SnapshotAsync(CancellationToken.None);
        Assert.Equal(["USD/EUR 0.88022588", "USD/JPY 150.5"], snapshot.Select(price => $"{price.Pair} {price.Mid}").Order());
        Assert.Equal(2, host.Writer.Health.Failures["malformed"]);
    }

    [Fact]
    public async Task MessagesAndUpdatedRatesArriveAndBadOnesAreCounted()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, Patient);
        var received = new ConcurrentQueue<Price>();
        var canaries = 0;
        void Receive(TickBatch batch)
        {
            canaries += batch.Prices.IsEmpty ? 1 : 0;
            Collect(batch, received);
        }

        await using var subscription = await host.Source.SubscribeAsync(Receive, CancellationToken.None);
        await Eventually.TrueAsync(() => Volatile.Read(ref canaries) > 0, "it has subscribed");

        await _redis.CommandAsync("PUBLISH", host.Keys.Broadcast, "garbage");
        await _redis.CommandAsync("PUBLISH", host.Keys.Broadcast, Row);
        await Eventually.TrueAsync(() => received.Count == 1, "the good message arrives");
        await _redis.CommandAsync("SET", host.Keys.Rates, $"[{Row.Replace("150.5", "151", StringComparison.Ordinal)}]");
        await _redis.CommandAsync("PUBLISH", host.Keys.RatesUpdated, "");
        await Eventually.TrueAsync(() => received.Count == 2, "the array is read again");

        Assert.Equal([150.5m, 151m], received.Select(price => price.Mid));
        Assert.Equal(1, host.Writer.Health.Failures["malformed"]);
    }

    [Fact]
    public async Task AfterARestartTicksComeAgainBehindAGap()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, ("Redis:CheckInterval", "00:00:00.1"), Patient);
        var batches = new ConcurrentQueue<TickBatch>();
        await using var subscription = await host.Source.SubscribeAsync(batches.Enqueue, CancellationToken.None);
        await Eventually.TrueAsync(() => batches.Count >= 3, "canaries come");
        await _redis.RestartAsync();
        await Eventually.TrueAsync(() => Gaps(batches) >= 1, "a gap shows the loss");

        await Eventually.TrueAsync(
            async () =>
            {
                await _redis.CommandAsync("PUBLISH", host.Keys.Broadcast, Row);
                return batches.Any(batch => batch.Prices.Length > 0);
            },
            "ticks come again");
        Assert.Single(batches.Select(batch => (batch.Shard, batch.Producer)).Distinct());
    }

    [Fact]
    public async Task WithoutRedisThereIsNoSnapshotRatherThanAnEmptyOne()
    {
        _redis.Kill();
        await using var host = await RedisHost.StartAsync(_redis, null, ("Redis:Deadline", "00:00:00.2"));
        await Assert.ThrowsAsync<RedisUnavailableException>(() => host.Source.SnapshotAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AnEndedSubscriptionReceivesNothingMore()
    {
        await using var host = await RedisHost.StartAsync(_redis, null, ("Redis:CheckInterval", "00:00:00.1"), Patient);
        var ended = new ConcurrentQueue<TickBatch>();
        var other = new ConcurrentQueue<Price>();
        var first = await host.Source.SubscribeAsync(ended.Enqueue, CancellationToken.None);
        await using var second = await host.Source.SubscribeAsync(batch => Collect(batch, other), CancellationToken.None);
        await first.DisposeAsync();
        var before = ended.Count;
        host.Publish(A.Price(A.UsdEur, 1));
        await Eventually.TrueAsync(() => other.Count == 1, "the other subscription goes on");
        Assert.Equal(before, ended.Count);
    }

    private static int Gaps(IEnumerable<TickBatch> batches)
    {
        var numbers = batches.Select(batch => batch.Number).ToArray();
        return numbers.Zip(numbers.Skip(1)).Count(two => two.Second != two.First + 1);
    }

    private static void Collect(TickBatch batch, ConcurrentQueue<Price> into)
    {
        foreach (var price in batch.Prices.Span)
        {
            into.Enqueue(price);
        }
    }
}
