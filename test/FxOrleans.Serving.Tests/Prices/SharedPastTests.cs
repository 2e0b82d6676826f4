using System.Diagnostics.Metrics;
using System.Text;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>The past that nodes leave for one another in a shared cache.</summary>
public sealed class SharedPastTests
{
    [Fact]
    public async Task A_node_with_neither_record_nor_providers_says_so_but_gives_what_another_node_made()
    {
        var shared = new FakeSharedCache();
        await using var host = await PastHost.StartAsync(shared: shared);
        using var series = new SeriesRecorder(host.Service<IMeterFactory>());
        (await host.GetAsync(PastHost.History)).IsProblem(503, "upstream_unavailable");
        shared.Held["history:BTC:1d"] = (Encoding.UTF8.GetBytes("""{"symbol":"BTC","made":"elsewhere"}"""), TimeSpan.FromMinutes(20));
        host.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("""{"symbol":"BTC","made":"elsewhere"}""", (await host.GetAsync(PastHost.History)).Body);
        Assert.Equal(1, series.Read()["fxorleans.prices.cache{cache=history,result=shared}"]);
    }

    [Fact]
    public async Task A_short_record_of_a_node_without_providers_is_given_but_not_left_for_others()
    {
        var shared = new FakeSharedCache();
        var record = new FakeRecord { Candles = { FakeRecord.Candle(Given.Now.AddMinutes(-5), 200) } };
        await using var host = await PastHost.StartAsync(record: record, shared: shared, tick: false);

        var json = (await host.GetAsync(PastHost.History)).Json;

        Assert.Equal(("recorded", 1), (json.GetProperty("source").GetString(), json.GetProperty("count").GetInt32()));
        Assert.Empty(shared.Held);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"symbol\":\"BTC\"}{}")]
    [InlineData("{\"symbol\":")]
    [InlineData("")]
    public async Task What_others_wrote_there_is_given_only_when_it_is_an_answer(string body)
    {
        var shared = new FakeSharedCache { Held = { ["history:BTC:1d"] = (Encoding.UTF8.GetBytes(body), TimeSpan.FromMinutes(20)) } };
        await using var host = await PastHost.StartAsync(new FakePast(), shared: shared, tick: false);

        Assert.Equal(2, (await host.GetAsync(PastHost.History)).Json.GetProperty("count").GetInt32());
        Assert.Equal(TimeSpan.FromMinutes(30), shared.Held["history:BTC:1d"].Left);
    }
}
