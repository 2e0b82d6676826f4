using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>Searches between nodes: anybody may ask for any text, and what that leaves behind is bounded.</summary>
public sealed class SharedSearchTests
{
    private const string Search = "/api/v1/prices/crypto/search";

    private readonly TwoNodes _nodes = new();

    [Fact]
    public async Task A_search_that_no_other_node_asked_for_is_left_nowhere()
    {
        await using var teller = await _nodes.TellerAsync();

        Assert.Equal(200, (await teller.GetAsync($"{Search}?q=doge")).Status);

        Assert.Empty(_nodes.Shared.Held);
    }

    [Fact]
    public async Task What_was_searched_for_here_is_told_to_another_without_asking_the_provider()
    {
        await using var teller = await _nodes.TellerAsync();
        var first = await teller.GetAsync($"{Search}?q=doge");
        await using var told = await _nodes.ToldAsync();

        Assert.Equal(first.Body, (await told.GetAsync($"{Search}?q=doge")).Body);
        Assert.Equal(1, _nodes.Calls);
    }

    [Fact]
    public async Task One_spelling_of_a_text_is_asked_for()
    {
        await using var teller = await _nodes.TellerAsync();
        await using var told = await _nodes.ToldAsync();

        foreach (var text in new[] { "Shiba%20Inu", "%20shiba%20%20%20INU", "SHIBA%20INU%20" })
        {
            Assert.Equal(200, (await told.GetAsync($"{Search}?q={text}")).Status);
        }

        Assert.Equal(["crypto:search:50:shiba inu"], _nodes.Requests.Claimed);
        Assert.Equal(["crypto:search:50:shiba inu"], _nodes.Shared.Held.Keys);
        Assert.Equal(1, _nodes.Calls);
    }

    [Fact]
    public async Task That_nothing_is_found_is_an_answer_and_is_not_asked_for_again()
    {
        _nodes.Coins.Finds = false;
        await using var teller = await _nodes.TellerAsync();
        await using var told = await _nodes.ToldAsync();

        for (var i = 0; i < 3; i++)
        {
            var reply = await told.GetAsync($"{Search}?q=nosuchcoin");
            Assert.Equal((200, 0), (reply.Status, reply.Json.GetProperty("count").GetInt32()));
        }

        Assert.Single(_nodes.Requests.Claimed);
        Assert.Equal(1, _nodes.Calls);
    }

    [Fact]
    public async Task A_node_asks_others_for_so_many_texts_a_minute_and_then_says_when_again()
    {
        await using var teller = await _nodes.TellerAsync();
        await using var told = await _nodes.ToldAsync(options: new PricesOptions { SharedSearches = 3 });
        foreach (var text in new[] { "a", "b", "c", "a", "b" })
        {
            Assert.Equal(200, (await told.GetAsync($"{Search}?q={text}")).Status);
        }

        var refused = await told.GetAsync($"{Search}?q=d");

        refused.IsProblem(503, "upstream_unavailable");
        Assert.InRange(int.Parse(refused.Headers["Retry-After"]), 5, 60);
        Assert.Equal(3, _nodes.Requests.Claimed.Count);
        Assert.Equal(3, _nodes.Shared.Held.Count);
        Assert.Equal(200, (await told.GetAsync($"{Search}?q=c")).Status);
        Assert.Equal(200, (await told.GetAsync("/api/v1/prices/crypto/mapping")).Status); // There is one of it.
    }

    [Fact]
    public async Task A_node_makes_so_many_for_others_a_minute_and_claims_no_more()
    {
        await using var teller = await _nodes.TellerAsync(new PricesOptions { SharedSearches = 2 });
        for (var i = 0; i < 100; i++)
        {
            _nodes.Requests.Say($"crypto:search:50:text {i}");
        }

        Assert.Equal(["crypto:search:50:text 0", "crypto:search:50:text 1"], _nodes.Requests.Claimed);
        Assert.Equal(98, teller.Service<CacheFiller>().Dropped);
        await Eventually.TrueAsync(() => _nodes.Shared.Held.Count == 2, "these are left for who asked");

        teller.Advance(TimeSpan.FromSeconds(60));
        _nodes.Requests.Say("crypto:search:50:later");

        Assert.Equal("crypto:search:50:later", _nodes.Requests.Claimed.Last());
    }

    [Fact]
    public async Task A_node_without_a_catalogue_claims_no_coins()
    {
        await using var teller = await _nodes.TellerAsync(withCoins: false);

        foreach (var name in new[] { "crypto:top:3", "crypto:mapping", "crypto:search:50:doge" })
        {
            _nodes.Requests.Say(name);
        }

        Assert.Empty(_nodes.Requests.Claimed);
        _nodes.Requests.Say("history:BTC:1d");
        Assert.Equal(["history:BTC:1d"], _nodes.Requests.Claimed);
    }

    [Fact]
    public async Task Pictures_are_not_handed_on_and_that_is_said()
    {
        await using var teller = await _nodes.TellerAsync();
        await using var told = await _nodes.ToldAsync();
        Assert.Equal(200, (await told.GetAsync("/api/v1/prices/crypto/top?limit=3")).Status);

        var reply = await told.GetAsync("/api/v1/prices/crypto/coin-1/image");

        reply.IsProblem(503, "upstream_unavailable");
        Assert.Contains("not handed from node to node", reply.Body, StringComparison.Ordinal);
        Assert.Equal(["crypto:top:3"], _nodes.Shared.Held.Keys);
    }
}
