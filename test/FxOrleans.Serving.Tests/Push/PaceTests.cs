using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Push;

/// <summary>Under load a connection is written to once a pause, which is as long as configured and grows with connections.</summary>
public sealed class PaceTests
{
    private const int Rounds = 40;

    [Fact]
    public async Task The_pause_between_two_rounds_is_the_configured_one() =>
        Assert.InRange(await FramesAsync(new PushOptions { FlushMilliseconds = 1000 }, others: 0), 1, Rounds / 2);

    [Fact]
    public async Task The_pause_grows_with_connections_as_configured() =>
        Assert.InRange(await FramesAsync(new PushOptions { FlushMilliseconds = 1, ConnectionsPerFlush = 1 }, others: 1000), 1, Rounds / 2);

    /// <summary>The frames of a connection with those options, while one with the shortest pause is given a frame for each of forty prices.</summary>
    private static async Task<int> FramesAsync(PushOptions options, int others)
    {
        await using var slow = await ServingHost.StartAsync(setup => setup.Push = options);
        await using var quick = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { FlushMilliseconds = 1 });
        var (seldom, often) = (new CountingWriter(), new CountingWriter());
        Subscriptions[] opened =
        [
            .. Enumerable.Range(0, others).Select(_ => Open(slow, new CountingWriter())),
            Open(slow, seldom),
            Open(quick, often),
        ];
        Array.ForEach(opened[^2..], subscriptions => subscriptions.Add(["USD/EUR"]));
        for (var round = 1; round <= Rounds; round++)
        {
            slow.Engine.Tick("USD/EUR", round);
            quick.Engine.Tick("USD/EUR", round);
            await Eventually.TrueAsync(() => often.Latest == round, $"price {round} is written");
        }

        await Eventually.TrueAsync(() => seldom.Latest == Rounds, "the last price is written");
        Array.ForEach(opened, subscriptions => subscriptions.Dispose());
        return seldom.Frames;
    }

    private static Subscriptions Open(ServingHost host, IOutboxWriter writer) => Subscriptions.Open(host.Board, host.FanOut, writer)!;

    /// <summary>Takes a message at once, and counts.</summary>
    private sealed class CountingWriter : IOutboxWriter
    {
        private readonly Lock _lock = new();
        private decimal _latest;
        private int _frames;

        public int Frames => Volatile.Read(ref _frames);

        /// <summary>The price of the last message.</summary>
        public decimal Latest
        {
            get
            {
                lock (_lock)
                {
                    return _latest;
                }
            }
        }

        public Task WriteAsync(TickFrame frame, CancellationToken cancel)
        {
            lock (_lock)
            {
                (_latest, _frames) = (frame.Rates[^1].Rate.Mid, _frames + 1);
            }

            return Task.CompletedTask;
        }

        public void Abort()
        {
        }
    }
}
