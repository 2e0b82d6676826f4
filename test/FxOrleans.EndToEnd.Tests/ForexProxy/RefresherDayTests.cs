using FxOrleans.Pricing;
using FxOrleans.Serving;
using FxOrleans.Testing;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>24 hours of the refresher in simulated time, on a real Redis, with restarts and a One-Frame that fails now and then.</summary>
public sealed class RefresherDayTests : IAsyncLifetime
{
    private const int MostCalls = 400;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    private readonly FakeTime _time = new();
    private readonly Random _random = new(1);
    private readonly CurrencyPair[] _currencies = [.. TrackedPairs.Default.Where(pair => pair.Base == AssetCatalog.Usd)];
    private RedisServer _redis = null!;
    private OneFrameStandIn _oneFrame = null!;
    private RefresherProcess _process = null!;
    private RateBoard _node = null!;
    private int _looks;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _oneFrame = await OneFrameStandIn.StartAsync(_time);
        _process = NewProcess();
        _node = NewNode();
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _oneFrame.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task One_that_stays_keeps_its_pace_over_restarts_and_failures()
    {
        var end = _time.GetUtcNow() + Day;
        while (_time.GetUtcNow() < end)
        {
            var pause = await MeanwhileAsync(_process.Rounds.NextAsync(CancellationToken.None));
            await SyncAsync();
            if (_random.Next(10) == 0)
            {
                // It dies somewhere in its pause and is back up to 30 s later.
                pause *= _random.NextDouble();
                Pass(pause + TimeSpan.FromSeconds(30 * _random.NextDouble()));
                await _process.DisposeAsync();
                _process = NewProcess();
            }
            else
            {
                Pass(pause);
            }

            // A few times a day One-Frame is out of order for a moment, by status or by an error object.
            _oneFrame.Failure = _random.Next(60) == 0 ? _random.Next(2) == 0 ? "down" : """{"error":"Quota reached"}""" : null;
        }

        Check();
    }

    [Fact]
    public async Task One_that_a_timer_starts_every_four_minutes_does_too()
    {
        for (var run = 0; run < 360; run++)
        {
            var began = _time.GetUtcNow();
            await _process.DisposeAsync();
            _process = NewProcess();
            if (_random.Next(20) == 0)
            {
                // Its node goes down with the answer in its hands; another one runs it again.
                await MeanwhileAsync(AskOnlyAsync());
                Pass(TimeSpan.FromSeconds(20));
            }

            var outcome = await MeanwhileAsync(_process.Refresher.OnceAsync(CancellationToken.None));
            Assert.True(outcome.Done, outcome.Failure);
            await SyncAsync();
            Pass(began + Every - _time.GetUtcNow());
        }

        Check();
    }

    private async Task<int> AskOnlyAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("token", "10dc303535874aeccc86a8251e6992f5");
        return (await http.GetStringAsync($"{_oneFrame.Address}/rates?{string.Join('&', _currencies.Select(pair => $"pair={pair.Base}{pair.Quote}"))}")).Length;
    }

    // An API node: now and then a new one, that knows only what Redis has.
    private async Task SyncAsync()
    {
        _node = _random.Next(30) == 0 ? NewNode() : _node;
        _node.Book.Advance((await MeanwhileAsync(_process.SnapshotAsync())).ToArray());
        LookAtAges();
    }

    // Rates are oldest just before they are replaced.
    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        LookAtAges();
    }

    private void LookAtAges()
    {
        foreach (var pair in _currencies)
        {
            var rate = _node.Read(pair.Base, pair.Quote)!.Rate;
            Assert.True(_time.GetUtcNow() - rate.Timestamp <= Oldest, $"{pair} is {_time.GetUtcNow() - rate.Timestamp} old at {_time.GetUtcNow():O}.");
            Assert.NotEqual(PriceStatus.Stale, rate.StatusAt(_time.GetUtcNow()));
        }

        _looks++;
    }

    private void Check()
    {
        Assert.InRange(_oneFrame.Calls.Count, 300, MostCalls);
        Assert.All(_oneFrame.Calls, pairs => Assert.Equal(_currencies.Length, pairs.Length));
        Assert.True(_looks > 600, "the ages were looked at all day");
    }

    // Real sockets answer in real time, while deadlines and pauses go by the simulated one: it keeps pace with the wait.
    private async Task<T> MeanwhileAsync<T>(Task<T> work)
    {
        while (await Task.WhenAny(work, Task.Delay(Slice, TimeProvider.System)) != work)
        {
            _time.Advance(Slice);
        }

        return await work;
    }

    private RefresherProcess NewProcess() => new(_redis, _oneFrame, _time, Every);

    private RateBoard NewNode() => new(new PriceBook(new PriceBookOptions(), _time));
}
