using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Local.Tests;

/// <summary>What an earlier run wrote is served until something newer comes, and never written over by something older.</summary>
public sealed class MemoryTests
{
    private static readonly CurrencyPair[] Tracked = [Given.Pair("USD/EUR"), Given.Pair("USD/GBP")];

    [Fact]
    public async Task Remembered_prices_are_there_before_any_quote()
    {
        var remembered = Price("USD/EUR", 0.8m) with { Epoch = 123, Sequence = 7 };
        await using var started = await StartAsync(new FakeMemory(remembered, Price("USD/JPY", 160m)), new FakeTime());

        Assert.Equal(remembered, await started.PriceAsync("USD/EUR", _ => true, "the remembered price"));
        Assert.Equal([remembered], await started.Engine.SnapshotAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(-1_000)]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public async Task What_is_decided_next_has_a_higher_epoch_even_if_the_clock_was_ahead(long ahead)
    {
        var time = new FakeTime();
        var remembered = Price("USD/EUR", 0.8m) with { Epoch = time.GetUtcNow().ToUnixTimeMilliseconds() + ahead, Sequence = 7 };
        await using var started = await StartAsync(new FakeMemory(remembered), time, Provider("USD/EUR", 0.801m));

        var next = await started.PriceAsync("USD/EUR", price => price.Mid == 0.801m, "the first quote's price");

        Assert.True(next.Epoch > remembered.Epoch, $"{next.Epoch} after {remembered.Epoch}");
        Assert.Equal(1, next.Sequence);
    }

    [Fact]
    public async Task A_write_refused_for_a_higher_epoch_is_given_out_again_above_it()
    {
        var sink = new RecordingSink();
        var memory = new FakeMemory();
        await using var started = await StartAsync(memory, new FakeTime(), Provider("USD/EUR", 0.801m), sink);
        var first = await started.PriceAsync("USD/EUR", _ => true, "the first price");

        memory.Refuse("USD/EUR", first.Epoch + 500);

        var again = await started.PriceAsync("USD/EUR", price => price.Epoch > first.Epoch + 500, "the same price with a higher epoch");
        Assert.Equal(first with { Epoch = again.Epoch, Sequence = again.Sequence }, again);
        Assert.Equal(again, sink.Prices.Last());
        memory.Refuse("USD/GBP", 5); // One that has no market: nothing happens.
        Assert.Equal("USD/EUR", Assert.Single(await started.Engine.SnapshotAsync(CancellationToken.None)).Pair.ToString());
    }

    [Fact]
    public async Task A_memory_that_hangs_delays_the_first_price_by_a_second_at_most()
    {
        var time = new FakeTime();
        var memory = new FakeMemory(Price("USD/EUR", 0.7m)) { Held = new TaskCompletionSource().Task };
        await using var started = await StartAsync(memory, time, Provider("USD/EUR", 0.801m));
        await time.WhenArmedAsync();

        time.Advance(TimeSpan.FromSeconds(1));

        await started.PriceAsync("USD/EUR", price => price.Mid == 0.801m, "the first quote's price");
    }

    [Fact]
    public async Task Of_a_pair_tracked_both_ways_only_the_market_is_recalled()
    {
        var memory = new FakeMemory(Price("USD/EUR", 0.8m), Price("EUR/USD", 1.25m));
        await using var started = await StartedEngine.StartAsync(
            new EngineSetup { Providers = [], Tracked = [Given.Pair("USD/EUR"), Given.Pair("EUR/USD")], Time = new FakeTime() }, memory);

        await started.PriceAsync("USD/EUR", _ => true, "the market's price");
        Assert.Equal("USD/EUR", Assert.Single(await started.Engine.SnapshotAsync(CancellationToken.None)).Pair.ToString());
    }

    [Fact]
    public async Task When_the_engine_stops_it_no_longer_listens()
    {
        var memory = new FakeMemory();
        var started = await StartAsync(memory, new FakeTime());
        await Eventually.TrueAsync(() => memory.IsListenedTo, "it listens");

        await started.DisposeAsync();

        Assert.False(memory.IsListenedTo);
    }

    private static Price Price(string pair, decimal mid) => Given.Price(pair, mid, Given.Now.AddDays(-1));

    private static FakeProvider Provider(string pair, decimal mid) =>
        new(Given.Live("A")) { Answers = _ => Task.FromResult(new ProviderAnswer([Given.Quote(pair, mid)], [])) };

    private static Task<StartedEngine> StartAsync(FakeMemory memory, FakeTime time, IRateProvider? provider = null, ITickSink? sink = null) =>
        StartedEngine.StartAsync(
            new EngineSetup
            {
                Providers = provider is null ? [] : [provider],
                Tracked = Tracked,
                Sinks = sink is null ? [] : [sink],
                Time = time,
            },
            memory);
}
