using FxOrleans.Pricing;
using FxOrleans.Serving;
using FxOrleans.Serving.Rates;
using FxOrleans.Silo.Cluster;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

using Orleans.Hosting;
using Orleans.TestingHost;

namespace FxOrleans.Grains.Tests;

/// <summary>A host is ready when the providers' first answers are decided, and does not say before that nobody quotes a pair.</summary>
public sealed class FirstRoundTests
{
    private const int Slow = 23;

    private static readonly CurrencyPair[] Pairs =
    [
        .. new[] { "USD", "EUR" }
            .SelectMany(quote => AssetCatalog.All.Where(asset => asset.Code is not ("USD" or "EUR")).Select(asset => new CurrencyPair(asset, AssetCatalog.Get(quote))))
            .Take(300),
    ];

    private readonly SlowRoute _route = new(Pairs[^Slow..]);
    private readonly Feed _feed = new(Given.Live("A")) { Terms = new ProviderTerms { Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromSeconds(5) } };

    public FirstRoundTests()
    {
        foreach (var pair in Pairs)
        {
            _feed.Say(pair.ToString(), 1.5m);
        }
    }

    [Fact]
    public async Task Until_the_last_pair_of_the_first_answer_is_decided_one_without_a_price_is_not_ready()
    {
        await using var cluster = await StartAsync(patience: TimeSpan.FromMinutes(10));
        await using var host = await Host.StartAsync(cluster.Silos[0]);
        await Eventually.TrueAsync(() => host.Board.Book.Count == Pairs.Length - Slow, "all but the slow ones are decided");

        Assert.False(host.IsReady);
        Assert.Equal("not_ready", host.ProblemOf(Pairs[^1]));

        _route.Open();
        await Eventually.TrueAsync(() => host.IsReady, "it is ready");
        Assert.Equal(Pairs.Length, host.Board.Book.Count);
        Assert.Equal("no_price", host.ProblemOf(Given.Pair("XAG/JPY")));

        // One that joins asks the others, since no provider is asked again.
        await using var joined = await Host.StartAsync(await cluster.Cluster.StartAdditionalSiloAsync());
        await Eventually.TrueAsync(() => joined.IsReady, "the one that has joined is ready");
        Assert.Equal(Pairs.Length, joined.Board.Book.Count);
        Assert.Equal(1, _feed.Asked);
    }

    [Fact]
    public async Task A_pair_that_takes_too_long_does_not_hold_the_host_back_for_ever()
    {
        await using var cluster = await StartAsync(patience: TimeSpan.FromSeconds(1));
        await using var host = await Host.StartAsync(cluster.Silos[0]);
        await Eventually.TrueAsync(() => host.IsReady, "it is ready");
        Assert.Equal("no_price", host.ProblemOf(Pairs[^1]));
        _route.Open();
    }

    [Fact]
    public async Task A_provider_that_fails_holds_nobody_back()
    {
        _route.Open();
        var failing = new Feed(Given.Live("Failing")) { Failure = new ProviderException(ProviderFailureKind.Unreachable, "It is away.") };
        await using var cluster = await StartAsync(patience: TimeSpan.FromMinutes(10), failing);
        await using var host = await Host.StartAsync(cluster.Silos[0]);
        await Eventually.TrueAsync(() => host.IsReady, "it is ready");
        Assert.Equal(Pairs.Length, host.Board.Book.Count);
    }

    private Task<FxCluster> StartAsync(TimeSpan patience, params IRateProvider[] others) => FxCluster.StartAsync(
        new EngineSetup { Providers = [_feed, .. others], Tracked = [] },
        more: silo =>
        {
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(_route);
            silo.Services.AddSingleton(services => new FirstRounds(
                services.GetRequiredService<IGrainFactory>(), services.GetServices<IRateProvider>(), patience, TimeProvider.System, NullLogger<FirstRounds>.Instance));
        });

    /// <summary>Holds the quotes of some pairs back.</summary>
    private sealed class SlowRoute(CurrencyPair[] slow) : IIncomingGrainCallFilter
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<string> _slow = [.. slow.Select(pair => pair.Key), .. slow.Select(pair => pair.Inverse.Key)];

        public void Open() => _opened.TrySetResult();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName == "SubmitAsync" && _slow.Contains(context.TargetId.Key.ToString()!))
            {
                await _opened.Task;
            }

            await context.Invoke();
        }
    }

    /// <summary>What a host has beside its silo: a board, and who says when it is filled.</summary>
    private sealed class Host : IAsyncDisposable
    {
        private readonly WarmUp _warmUp;

        private Host(InProcessSiloHandle silo)
        {
            Board = new RateBoard(silo.ServiceProvider.GetRequiredService<PriceBook>());
            _warmUp = new WarmUp(Board, silo.ServiceProvider.GetRequiredService<FirstRounds>(), TimeProvider.System);
        }

        public RateBoard Board { get; }

        public bool IsReady => !Board.IsWarmingUp;

        public static async Task<Host> StartAsync(InProcessSiloHandle silo)
        {
            var host = new Host(silo);
            await host._warmUp.StartAsync(CancellationToken.None);
            return host;
        }

        public string ProblemOf(CurrencyPair pair) => RateReading.NoPrice(Board, pair.Base, pair.Quote).Code;

        public async ValueTask DisposeAsync()
        {
            await _warmUp.StopAsync(CancellationToken.None);
            _warmUp.Dispose();
        }
    }
}
