using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>A slow reader of more pairs than a message holds hears of all of them.</summary>
public sealed class FairnessTests
{
    [Fact]
    public async Task However_fast_all_pairs_tick_none_waits_behind_the_others_for_ever()
    {
        var pairs = TrackedPairs.Default;
        Assert.True(pairs.Count > 128); // What a message holds at most.
        await using var host = await ServingHost.StartAsync(setup => setup.Tracked = pairs);
        var slow = new SlowWriter();
        using var subscriptions = Subscriptions.Open(host.Service<RateBoard>(), host.FanOut, slow)!;
        subscriptions.Add([Subscriptions.Everything]);

        var heard = new HashSet<string>();
        for (var round = 1; round <= 6; round++)
        {
            // Everything ticks anew while the last message is still under way.
            host.Engine.TickAll(pairs.Select(pair => Given.Price(pair.ToString(), 100 + round)));
            await Eventually.TrueAsync(() => slow.Frames.Count == round, $"message {round} is written");
            heard.UnionWith(slow.Frames.Last().Rates.Where(rate => rate.Rate.Mid > 101).Select(rate => $"{rate.Rate.From}/{rate.Rate.To}"));
            host.Engine.TickAll(pairs.Select(pair => Given.Price(pair.ToString(), 100 + round + 0.5m)));
            await Eventually.TrueAsync(() => pairs.All(pair => host.Service<RateBoard>().Read(pair.Base, pair.Quote)?.Rate.Mid == 100 + round + 0.5m), "the board has them");
            slow.Take();
        }

        Assert.Equal(pairs.Select(pair => pair.ToString()).Order(), heard.Order());
    }
}
