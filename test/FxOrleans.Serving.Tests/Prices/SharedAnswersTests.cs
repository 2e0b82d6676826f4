using FxOrleans.Pricing;
using FxOrleans.Serving.Prices;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A node without providers has the past and the coins from one that has them.</summary>
public sealed class SharedAnswersTests
{
    private const string History = "/api/v1/prices/BTC/history?period=1d";

    private readonly FakeSharedCache _shared = new();
    private readonly FakeRequests _requests = new();
    private readonly FakePast _past = new();
    private readonly FakeCoins _coins = new();

    [Theory]
    [InlineData(History, "history:BTC:1d")]
    [InlineData("/api/v1/prices/BTC/ohlcv?period=1w", "ohlcv:BTC:1w")]
    [InlineData("/api/v1/prices/EUR-BTC/ohlcv?period=1w&interval=1d", "ohlcv:EUR-BTC:1w:1d")]
    [InlineData("/api/v1/prices/crypto/top?limit=3", "crypto:top:3")]
    public async Task It_answers_what_the_other_answers(string path, string key)
    {
        await using var teller = await TellerAsync();
        await using var told = await ToldAsync();

        var reply = await told.GetAsync(path);

        Assert.True(reply.Status == 200, reply.Body);
        Assert.Equal((await teller.GetAsync(path)).Body, reply.Body);
        Assert.Equal(1, _past.Calls + _coins.Calls);
        Assert.Equal(reply.Bytes, _shared.Held[key].Body);
    }

    [Fact]
    public async Task What_the_cache_has_lost_is_left_there_again_without_asking_the_provider()
    {
        await using var teller = await TellerAsync();
        var first = await teller.GetAsync(History);
        _shared.Held.Clear();
        await using var told = await ToldAsync();

        Assert.Equal(first.Body, (await told.GetAsync(History)).Body);
        Assert.Equal(1, _past.Calls);
    }

    [Theory]
    [InlineData(History)]
    [InlineData("/api/v1/prices/BTC/ohlcv?period=1w")]
    [InlineData("/api/v1/prices/crypto/top?limit=3")]
    public async Task Where_nobody_hears_it_says_that_it_cannot_know(string path)
    {
        await using var told = await ToldAsync();

        var reply = await told.GetAsync(path);

        reply.IsProblem(503, "upstream_unavailable");
        Assert.True(reply.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Where_nobody_hears_its_own_record_answers_and_is_not_shared()
    {
        var record = new FakeRecord();
        record.Candles.Add(FakeRecord.Candle(Given.Now.AddMinutes(-5), 200));
        await using var told = await ToldAsync(record, new FakeTime());

        var json = (await told.GetAsync(History)).Json;

        Assert.Equal(("recorded", 1), (json.GetProperty("source").GetString(), json.GetProperty("count").GetInt32()));
        Assert.Empty(_shared.Held);
    }

    [Theory]
    [InlineData("history:BTC")]
    [InlineData("history:NOSUCH:1d")]
    [InlineData("history:btc:1d")]
    [InlineData("history:USD:1d")]
    [InlineData("history:BTC-USD:1d")]
    [InlineData("history:BTC:2d")]
    [InlineData("history:BTC:1d:5m")]
    [InlineData("ohlcv:BTC:1d:15m")]
    [InlineData("ohlcv:BTC:5y:1m")]
    [InlineData("ohlcv:BTC:1d:")]
    [InlineData("crypto:top:0")]
    [InlineData("crypto:top:0100")]
    [InlineData("crypto:top:1001")]
    [InlineData("crypto:search:50:doge")]
    [InlineData("price:BTC")]
    [InlineData("")]
    public async Task A_request_for_nothing_that_there_is_makes_nothing(string name)
    {
        await using var teller = await TellerAsync();

        _requests.Say(name);

        Assert.Equal(1, teller.Service<AnswerMaker>().Dropped);
        Assert.Equal(0, teller.Service<AnswerCache>().Count);
    }

    [Fact]
    public async Task Requests_that_are_too_many_are_dropped()
    {
        var held = new TaskCompletionSource();
        _past.Held = held.Task;
        await using var teller = await TellerAsync();
        string[] names = [.. AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Select(asset => $"history:{asset.Code}:1y")];
        Assert.True(names.Length > AnswerMaker.MostWaiting / 2);
        foreach (var name in names.Concat(names.Select(name => name.Replace("1y", "5y", StringComparison.Ordinal))).Concat(names.Select(name => name.Replace("1y", "6m", StringComparison.Ordinal))))
        {
            _requests.Say(name);
        }

        Assert.InRange(teller.Service<AnswerMaker>().Dropped, 1, (3 * names.Length) - AnswerMaker.MostWaiting);
        held.SetResult();
    }

    private async Task<ServingHost> TellerAsync()
    {
        var host = await ServingHost.StartAsync(setup => setup.Services = services => services
            .AddSingleton<ISharedCache>(_shared)
            .AddSingleton<IAnswerRequests>(_requests)
            .AddSingleton<IPriceHistorySource>(_past)
            .AddSingleton<ICandleSource>(_past)
            .AddSingleton<ICoinCatalog>(_coins));
        host.Engine.Tick("BTC/USD", 82_000m);
        await Eventually.TrueAsync(() => _requests.IsHeard, "it listens");
        return host;
    }

    private async Task<ServingHost> ToldAsync(FakeRecord? record = null, TimeProvider? time = null)
    {
        var host = await ServingHost.StartAsync(setup =>
        {
            setup.HasProviders = false;
            setup.Time = time ?? TimeProvider.System;
            setup.Services = services =>
            {
                services.AddSingleton<ISharedCache>(_shared).AddSingleton<IAnswerRequests>(_requests);
                if (record is not null)
                {
                    services.AddSingleton<IPriceRecord>(record);
                }
            };
        });
        host.Engine.Tick("BTC/USD", 82_000m);
        return host;
    }
}
