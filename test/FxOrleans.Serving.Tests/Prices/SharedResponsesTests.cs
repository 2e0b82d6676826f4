using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A node without providers has the past and the coins from one that has them.</summary>
public sealed class SharedResponsesTests
{
    private const string History = "/api/v1/prices/BTC/history?period=1d";

    private readonly TwoNodes _nodes = new();

    [Theory]
    [InlineData(History, "history:BTC:1d")]
    [InlineData("/api/v1/prices/BTC/ohlcv?period=1w", "ohlcv:BTC:1w")]
    [InlineData("/api/v1/prices/EUR-BTC/ohlcv?period=1w&interval=1d", "ohlcv:EUR-BTC:1w:1d")]
    [InlineData("/api/v1/prices/crypto/top?limit=3", "crypto:top:3")]
    [InlineData("/api/v1/prices/crypto/search?q=Doge&limit=2", "crypto:search:2:doge")]
    [InlineData("/api/v1/prices/crypto/search?q=%CE%95%CE%BB", "crypto:search:50:ελ")]
    [InlineData("/api/v1/prices/crypto/mapping", "crypto:mapping", 2)]
    public async Task It_answers_what_the_other_answers(string path, string key, int calls = 1)
    {
        await using var teller = await _nodes.TellerAsync();
        await using var told = await _nodes.ToldAsync();

        var reply = await told.GetAsync(path);

        Assert.True(reply.Status == 200, reply.Body);
        Assert.Equal((await teller.GetAsync(path)).Body, reply.Body);
        Assert.Equal(calls, _nodes.Calls);
        Assert.Equal(reply.Bytes, _nodes.Shared.Held[key].Body);
    }

    [Fact]
    public async Task What_the_cache_has_lost_is_left_there_again_without_asking_the_provider()
    {
        await using var teller = await _nodes.TellerAsync();
        var first = await teller.GetAsync(History);
        _nodes.Shared.Held.Clear();
        await using var told = await _nodes.ToldAsync();

        Assert.Equal(first.Body, (await told.GetAsync(History)).Body);
        Assert.Equal(1, _nodes.Past.Calls);
    }

    [Theory]
    [InlineData(History)]
    [InlineData("/api/v1/prices/BTC/ohlcv?period=1w")]
    [InlineData("/api/v1/prices/crypto/top?limit=3")]
    [InlineData("/api/v1/prices/crypto/search?q=doge")]
    [InlineData("/api/v1/prices/crypto/mapping")]
    public async Task Where_nobody_hears_it_says_that_it_cannot_know(string path)
    {
        await using var told = await _nodes.ToldAsync();

        var reply = await told.GetAsync(path);

        reply.IsProblem(503, "upstream_unavailable");
        Assert.True(reply.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Where_nobody_hears_its_own_record_answers_and_is_not_shared()
    {
        var record = new FakeRecord();
        record.Candles.Add(FakeRecord.Candle(Given.Now.AddMinutes(-5), 200));
        await using var told = await _nodes.ToldAsync(record, new FakeTime());

        var json = (await told.GetAsync(History)).Json;

        Assert.Equal(("recorded", 1), (json.GetProperty("source").GetString(), json.GetProperty("count").GetInt32()));
        Assert.Empty(_nodes.Shared.Held);
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
    [InlineData("crypto:search:50:Doge")]
    [InlineData("crypto:search:50: doge")]
    [InlineData("crypto:search:50:shiba  inu")]
    [InlineData("crypto:search:50:*")]
    [InlineData("crypto:search:50:---")]
    [InlineData("crypto:search:50:")]
    [InlineData("crypto:search:050:doge")]
    [InlineData("crypto:search:101:doge")]
    [InlineData("crypto:search:50:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("crypto:search:doge")]
    [InlineData("crypto:mapping:")]
    [InlineData("crypto:image:coin-1")]
    [InlineData("price:BTC")]
    [InlineData("")]
    public async Task A_request_for_nothing_that_there_is_makes_nothing(string name)
    {
        await using var teller = await _nodes.TellerAsync();

        _nodes.Requests.Say(name);

        Assert.Empty(_nodes.Requests.Claimed);
        Assert.Equal(1, teller.Service<CacheFiller>().Dropped);
        Assert.Equal(0, teller.Service<ResponseCache>().Count);
    }

    [Fact]
    public async Task Requests_that_are_too_many_are_dropped()
    {
        var held = new TaskCompletionSource();
        _nodes.Past.Held = held.Task;
        await using var teller = await _nodes.TellerAsync();
        string[] names = [.. AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Select(asset => $"history:{asset.Code}:1y")];
        Assert.True(names.Length > CacheFiller.MostWaiting / 2);
        foreach (var name in names.Concat(names.Select(name => name.Replace("1y", "5y", StringComparison.Ordinal))).Concat(names.Select(name => name.Replace("1y", "6m", StringComparison.Ordinal))))
        {
            _nodes.Requests.Say(name);
        }

        Assert.InRange(teller.Service<CacheFiller>().Dropped, 1, (3 * names.Length) - CacheFiller.MostWaiting);
        held.SetResult();
    }
}
