using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Board;

/// <summary>The board stays in step with the engine, whatever gets lost on the way.</summary>
public sealed class PriceFeedTests
{
    [Fact]
    public async Task A_first_snapshot_fills_the_board_and_ticks_follow()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);

        Assert.Equal(0.8m, (await host.RateAsync("USD", "EUR")).Price);
        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, (await host.RateAsync("USD", "EUR")).Price);
        Assert.Equal((1, 0, 0), (host.Feed.Snapshots, host.Feed.Gaps, host.Feed.Silences));
    }

    [Fact]
    public async Task A_lost_batch_is_repaired_by_a_snapshot()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Lose("USD/EUR", 0.9m);
        Assert.Equal(0.8m, (await host.RateAsync("USD", "EUR")).Price);

        host.Engine.Canary();

        await Eventually.TrueAsync(async () => (await host.RateAsync("USD", "EUR")).Price == 0.9m, "a snapshot brings what was lost");
        Assert.Equal(1, host.Feed.Gaps);
    }

    [Fact]
    public async Task Silence_is_repaired_by_a_snapshot_without_any_batch()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Lose("USD/EUR", 0.9m);

        await Eventually.TrueAsync(
            async () =>
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(500));
                return (await host.RateAsync("USD", "EUR")).Price == 0.9m;
            },
            "a snapshot brings what was lost");
        Assert.True(host.Feed.Silences > 0);
        Assert.Equal(0, host.Feed.Gaps);
    }

    [Fact]
    public async Task Canaries_are_no_silence()
    {
        await using var host = await ServingHost.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await host.Time.WhenArmedAsync();
            host.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal((1, 0), (host.Feed.Snapshots, host.Feed.Silences));
    }

    [Fact]
    public async Task A_source_that_fails_at_first_is_tried_again()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Synced = false;
            setup.Failure = new InvalidOperationException("The source is away.");
            setup.Prices = [Given.Price("USD/EUR", 0.8m)];
        });
        Assert.False(host.Board.Book.IsSynced);
        Assert.Equal(503, (await host.GetAsync("/health/ready")).Status);

        host.Engine.Failure = null;

        await Eventually.TrueAsync(
            () =>
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(500));
                return host.Board.Book.IsSynced;
            },
            "it is tried again");
        Assert.Equal(0.8m, (await host.RateAsync("USD", "EUR")).Price);
        Assert.Equal(1, host.Engine.Subscribers);
    }

    [Fact]
    public async Task A_snapshot_that_never_comes_is_given_up_and_asked_for_again()
    {
        var never = new TaskCompletionSource();
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Synced = false;
            setup.Held = never.Task;
            setup.Prices = [Given.Price("USD/EUR", 0.8m)];
        });
        await Eventually.TrueAsync(() => host.Engine.Snapshots == 1, "it is asked for");
        host.Engine.Held = Task.CompletedTask;

        await Eventually.TrueAsync(
            () =>
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(500));
                return host.Board.Book.IsSynced;
            },
            "it is asked for again");
        Assert.Equal(1, host.Engine.Subscribers);
    }

    [Fact]
    public async Task While_the_source_fails_ticks_and_the_last_prices_are_still_served()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Failure = new InvalidOperationException("The source is away.");
        host.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(0.8m, (await host.RateAsync("USD", "EUR")).Price);
        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, (await host.RateAsync("USD", "EUR")).Price);
    }

    [Fact]
    public async Task Older_prices_are_dropped()
    {
        await using var host = await ServingHost.StartAsync();
        var first = host.Engine.Tick("USD/EUR", 0.8m);
        var second = host.Engine.Tick("USD/EUR", 0.9m);

        host.Engine.Send(new TickBatch(0, 1, 1, new[] { first }));
        host.Engine.Send(new TickBatch(0, 2, 1, new[] { second with { Mid = 7m, Ask = 7m, Sequence = 1 } }));
        host.Engine.Send(new TickBatch(0, 2, 2, new[] { second with { Mid = 7m, Ask = 7m, Epoch = second.Epoch - 1, Sequence = 99 } }));

        var rate = await host.RateAsync("USD", "EUR");
        Assert.Equal((0.9m, second.Epoch, second.Sequence), (rate.Price, rate.Epoch, rate.Sequence));
    }

    [Fact]
    public async Task A_higher_epoch_is_newer_whatever_its_sequence()
    {
        await using var host = await ServingHost.StartAsync();
        var last = host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/EUR", 0.85m);

        host.Engine.Send(new TickBatch(0, 2, 1, new[] { last with { Mid = 0.9m, Ask = 0.9m, Epoch = last.Epoch + 1, Sequence = 1 } }));

        Assert.Equal(0.9m, (await host.RateAsync("USD", "EUR")).Price);
    }

    [Fact]
    public async Task A_producer_that_is_met_in_the_middle_may_have_said_something_before()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Lose("USD/EUR", 0.9m);

        host.Engine.Send(new TickBatch(3, 77, 5, ReadOnlyMemory<Price>.Empty));

        await Eventually.TrueAsync(async () => (await host.RateAsync("USD", "EUR")).Price == 0.9m, "a snapshot brings what was lost");
    }

    [Fact]
    public async Task A_producer_that_begins_needs_no_snapshot()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        for (var producer = 100; producer < 120; producer++)
        {
            host.Engine.Send(new TickBatch(0, producer, 1, ReadOnlyMemory<Price>.Empty));
            host.Engine.Send(new TickBatch(0, producer, 2, ReadOnlyMemory<Price>.Empty));
        }

        host.Time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal((1, 1), (host.Feed.Snapshots, host.Engine.Snapshots));
    }

    [Fact]
    public async Task When_the_host_stops_the_subscription_ends()
    {
        var host = await ServingHost.StartAsync();
        Assert.Equal(1, host.Engine.Subscribers);

        await host.DisposeAsync();

        Assert.Equal(0, host.Engine.Subscribers);
    }
}
