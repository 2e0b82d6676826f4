using FxOrleans.Abstractions;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

using Orleans.Hosting;

namespace FxOrleans.Grains.Tests;

/// <summary>
/// The settings of <c>Grains</c> are in force. The silos' clock stands until a test moves it, their timers are real, and what they are set to
/// is noted.
/// </summary>
public sealed class PaceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly FakeTime _clock = new(TimeProvider.System.GetUtcNow());
    private readonly List<ObservedTime> _times = [];
    private readonly Submissions _submissions = new();

    private static GrainsOptions Grains => new()
    {
        FlushInterval = TimeSpan.FromMilliseconds(7),
        SubmitDeadline = TimeSpan.FromMilliseconds(451),
        ReconsiderInterval = TimeSpan.FromMilliseconds(1234),
        WatchInterval = TimeSpan.FromMilliseconds(234),
        HandOverDeadline = TimeSpan.FromMilliseconds(2345),
        RepeatInterval = TimeSpan.FromSeconds(2),
        BalanceDelay = TimeSpan.FromMilliseconds(543),
    };

    [Fact]
    public async Task Silos_wait_for_as_long_as_configured()
    {
        await using var cluster = await StartAsync(TickingMarket.Feed("A"));
        foreach (var pause in (TimeSpan[])[Grains.FlushInterval, Grains.SubmitDeadline, Grains.ReconsiderInterval, Grains.WatchInterval])
        {
            await _times[0].TimerOf(pause, within: Patience);
        }
    }

    [Fact]
    public async Task A_pair_that_is_not_spoken_to_is_told_again_after_as_long_as_configured()
    {
        var feed = new Feed(Given.Live("A")) { Terms = new ProviderTerms { Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromSeconds(5) } };
        feed.Say("EUR/USD", 1.1m);
        await using var cluster = await StartAsync(feed);
        var ingestion = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IIngestionGrain>("A");
        await Eventually.TrueAsync(async () => await ingestion.GetFirstRoundAsync() is { HasAnswered: true, IsOver: true }, "the pair has taken its quote");
        var before = _submissions.Count;

        _clock.Advance(Grains.RepeatInterval + TimeSpan.FromMilliseconds(100));

        await Eventually.TrueAsync(() => _submissions.Count > before, "it is told again", Patience);
        Assert.Equal(1, feed.Asked);
    }

    [Fact]
    public async Task Grains_move_to_a_silo_that_comes_and_from_one_that_goes_as_configured()
    {
        await using var cluster = await StartAsync(TickingMarket.Feed("A"));
        await Eventually.TrueAsync(() => FxCluster.PairsOn(cluster.Silos[0]) == TickingMarket.Pairs.Count, "all pairs live on the first");
        var joined = await cluster.Cluster.StartAdditionalSiloAsync();
        await _times[0].TimerOf(Grains.BalanceDelay, within: Patience);
        await Eventually.TrueAsync(() => FxCluster.PairsOn(joined) > 0, "the second has its share", Patience);
        var stopping = cluster.Cluster.StopSiloAsync(joined);
        await _times[1].TimerOf(Grains.HandOverDeadline, within: Patience);
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(20)); // What is left to send to others is tried for a while.
                return stopping.IsCompleted;
            },
            "it has stopped");
    }

    /// <summary>The slow one begins first, and is never due; a canary of the quick one must not wait for it.</summary>
    [Fact]
    public async Task A_shard_is_heard_of_as_often_as_configured()
    {
        var (seldom, often) = (0, 0);
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(Run(TimeSpan.FromHours(1), () => seldom++), Run(TimeSpan.FromMilliseconds(50), () => often++));

        await Eventually.TrueAsync(() => Volatile.Read(ref often) >= 20, "twenty canaries come", Patience);

        Assert.Equal(0, Volatile.Read(ref seldom));
        await stop.CancelAsync();
        await running;

        Task Run(TimeSpan canary, Action sent) => new ShardPublisher(
            _ =>
            {
                sent();
                return Task.CompletedTask;
            },
            0, new GrainsOptions { CanaryInterval = canary }, TimeProvider.System, NullLogger.Instance).RunAsync(stop.Token);
    }

    /// <summary>Its own deadline does not end it, as when its timer never fires.</summary>
    [Fact]
    public async Task A_poll_that_hangs_is_started_anew()
    {
        var provider = new FakeProvider(Given.Live("A")) { Terms = new ProviderTerms { Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromMinutes(5) } };
        provider.Answers = _ => provider.Asked == 1
            ? new TaskCompletionSource<ProviderAnswer>().Task
            : Task.FromResult(new ProviderAnswer([Given.Quote("EUR/USD", 1.1m, _clock.GetUtcNow(), provider.Source)], []));
        await using var cluster = await StartAsync(provider);
        await Eventually.TrueAsync(() => provider.Asked == 1, "it is asked");

        _clock.Advance(provider.Terms.Timeout + TimeSpan.FromSeconds(11));

        await Eventually.TrueAsync(() => provider.Asked == 2, "it is asked again", Patience);
        var engine = FxCluster.EngineOf(cluster.Silos[0]);
        await Eventually.TrueAsync(async () => (await engine.SnapshotAsync(CancellationToken.None)).Count == 1, "its quote is priced", Patience);
    }

    private Task<FxCluster> StartAsync(IRateProvider provider) => FxCluster.StartAsync(
        new EngineSetup { Providers = [provider], Tracked = TickingMarket.Pairs, Grains = Grains },
        more: silo =>
        {
            var time = new ObservedTime(_clock, TimeProvider.System);
            _times.Add(time);
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(_submissions);
        });

    /// <summary>Counts the quotes that pairs are told.</summary>
    private sealed class Submissions : IIncomingGrainCallFilter
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName == "SubmitAsync")
            {
                Interlocked.Increment(ref _count);
            }

            return context.Invoke();
        }
    }
}
