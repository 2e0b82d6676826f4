using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Which coins there are, on a serving node that has to ask an ingest node: two processes and a redis-server.</summary>
public sealed class CoinNodesTests : IAsyncLifetime
{
    private const string Crypto = "/api/v1/prices/crypto";
    private const int Searches = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private RedisServer _redis = null!;
    private SiloProcess _ingest = null!;
    private SiloProcess _node = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        string[] both = [$"--Redis:ConnectionString={_redis.ConnectionString}", $"--Prices:SharedSearches={Searches}"];
        _ingest = await SiloProcess.StartAsync(["--Role=ingest", "--Demo:Enabled=true", .. both]);
        _node = await SiloProcess.StartAsync(["--Role=serve", .. both]);
        await _node.ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _ingest.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Search_and_mapping_are_had_from_the_ingest_node_and_what_they_leave_is_bounded()
    {
        var mapping = await AnswerAsync("/mapping");
        Assert.Equal("bitcoin", mapping.GetProperty("mapping").GetProperty("BTC").GetString());
        Assert.InRange(await SecondsAsync("crypto:mapping"), 1, 3600);

        var found = await AnswerAsync("/search?q=%20DOGE%20&limit=3");
        Assert.Contains(found.GetProperty("results").EnumerateArray(), coin => coin.GetProperty("id").GetString() == "dogecoin");
        Assert.InRange(await SecondsAsync("crypto:search:3:doge"), 1, 300);
        Assert.Equal(0, (await AnswerAsync("/search?q=nosuchcoinanywhere")).GetProperty("count").GetInt32());

        // Pictures stay where they are; the page draws letters then.
        Assert.Equal("503 upstream_unavailable", await _node.ProblemAsync(Crypto + "/dogecoin/image"));

        var (answered, began) = (0, TimeProvider.System.GetTimestamp());
        for (var i = 0; i < 60; i++)
        {
            using var answer = await _node.Http.GetAsync($"{Crypto}/search?q=made%20up%20{i}");
            answered += answer.StatusCode == HttpStatusCode.ServiceUnavailable ? 0 : 1;
        }

        var most = Searches * (1 + (int)Math.Ceiling(TimeProvider.System.GetElapsedTime(began).TotalMinutes));
        Assert.InRange(answered, 1, most);
        foreach (var pattern in new[] { "crypto:search:*", "answers:claim:crypto:search:*" })
        {
            Assert.InRange(int.Parse((await _redis.CommandAsync("EVAL", $"return #redis.call('KEYS', '{pattern}')", "0"))!), 0, most + 2);
        }

        Assert.Equal(found.GetProperty("count").GetInt32(), (await AnswerAsync("/search?q=doge&limit=3")).GetProperty("count").GetInt32());
    }

    /// <summary>The answer, once the other node has made it.</summary>
    private async Task<JsonElement> AnswerAsync(string path)
    {
        JsonElement json = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await _node.Http.GetAsync(Crypto + path);
                return answer.IsSuccessStatusCode && (json = await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("success").GetBoolean();
            },
            $"{path} is answered",
            Patience);
        return json;
    }

    private async Task<int> SecondsAsync(string key) => int.Parse((await _redis.CommandAsync("TTL", key))!);
}
