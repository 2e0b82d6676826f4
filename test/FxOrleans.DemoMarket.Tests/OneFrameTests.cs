using System.Text;
using System.Text.Json;

namespace FxOrleans.DemoMarket.Tests;

public class OneFrameTests
{
    [Fact]
    public async Task Rates_are_an_array_of_the_pairs_asked_for_in_order()
    {
        await using var demo = await DemoFixture.StartAsync();
        var rows = (await demo.JsonAsync("/one-frame/rates?pair=USDJPY&pair=USDEUR&pair=EURUSD")).EnumerateArray().ToList();

        Assert.Equal(["USDJPY", "USDEUR", "EURUSD"], rows.Select(row => row.GetProperty("from").GetString() + row.GetProperty("to").GetString()));
        Assert.All(rows, row =>
        {
            Assert.Equal(["from", "to", "bid", "ask", "price", "time_stamp"], row.EnumerateObject().Select(member => member.Name));
            var (bid, mid, ask) = (row.GetProperty("bid").GetDecimal(), row.GetProperty("price").GetDecimal(), row.GetProperty("ask").GetDecimal());
            Assert.True(bid > 0 && bid <= mid && mid <= ask && bid < ask);
            Assert.True(demo.Time.GetUtcNow() - row.GetProperty("time_stamp").GetDateTimeOffset() < TimeSpan.FromSeconds(1));
        });
        Assert.Equal(3, Decimals(rows[0].GetProperty("bid").GetRawText()), 1.0);
        Assert.Equal(5, Decimals(rows[2].GetProperty("bid").GetRawText()), 1.0);
    }

    [Theory]
    [InlineData("/one-frame/rates", "No currency pair provided")]
    [InlineData("/one-frame/rates?pair=USDXXX", "Invalid Currency Pair")]
    [InlineData("/one-frame/rates?pair=USDUSD", "Invalid Currency Pair")]
    [InlineData("/one-frame/rates?pair=USDBGN", "Invalid Currency Pair")]
    [InlineData("/one-frame/streaming/rates?pair=nonsense", "Invalid Currency Pair")]
    public async Task Errors_are_objects_under_status_200(string path, string error)
    {
        await using var demo = await DemoFixture.StartAsync();
        Assert.Equal(error, (await demo.JsonAsync(path)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        await using var demo = await DemoFixture.StartAsync();
        using var answer = await demo.Http.GetAsync("/one-frame/rates?pair=USDJPY");
        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_stream_sends_an_array_at_once_and_one_a_tick()
    {
        await using var demo = await DemoFixture.StartAsync();
        using var answer = await demo.SendAsync("/one-frame/streaming/rates?pair=EURUSD&pair=USDJPY", HttpCompletionOption.ResponseHeadersRead);
        using var stream = await answer.Content.ReadAsStreamAsync();

        var seen = new List<string>();
        for (var tick = 0; tick < 5; tick++)
        {
            var array = await ReadArrayAsync(stream);
            Assert.Equal(2, array.GetArrayLength());
            seen.Add(array[0].GetProperty("time_stamp").GetString()!);
            demo.Time.Advance(demo.Server.World.TickInterval);
        }

        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_stream_obeys_within_one_tick()
    {
        await using var demo = await DemoFixture.StartAsync();
        using var answer = await demo.SendAsync("/one-frame/streaming/rates?pair=EURUSD", HttpCompletionOption.ResponseHeadersRead);
        using var stream = await answer.Content.ReadAsStreamAsync();
        var honest = (await ReadArrayAsync(stream))[0].GetProperty("price").GetDecimal();

        demo.Misbehaviour.Set("one-frame", MisbehaviourMode.Lie, 10);
        Assert.InRange((await ReadArrayAsync(stream))[0].GetProperty("price").GetDecimal() / honest, 9.9m, 10.1m);

        demo.Misbehaviour.Set("one-frame", MisbehaviourMode.Empty);
        demo.Time.Advance(demo.Server.World.TickInterval);
        Assert.Equal(0, (await ReadArrayAsync(stream)).GetArrayLength());

        demo.Misbehaviour.Set("one-frame", MisbehaviourMode.Nothing);
        using var rest = new StreamReader(stream);
        Assert.DoesNotContain("from", await rest.ReadToEndAsync());
    }

    [Theory]
    [InlineData(MisbehaviourMode.Html, "<!DOCTYPE html>")]
    [InlineData(MisbehaviourMode.Error, "")]
    [InlineData(MisbehaviourMode.RateLimit, "")]
    public async Task A_stream_ends_with_the_mood_that_ends_streams(MisbehaviourMode mode, string lastWords)
    {
        await using var demo = await DemoFixture.StartAsync();
        using var answer = await demo.SendAsync("/one-frame/streaming/rates?pair=EURUSD", HttpCompletionOption.ResponseHeadersRead);
        using var stream = await answer.Content.ReadAsStreamAsync();
        await ReadArrayAsync(stream);
        demo.Misbehaviour.Set("one-frame", mode);
        using var rest = new StreamReader(stream);
        Assert.StartsWith(lastWords, await rest.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_stream_repeats_its_prices_under_fresh_timestamps()
    {
        await using var demo = await DemoFixture.StartAsync();
        using var answer = await demo.SendAsync("/one-frame/streaming/rates?pair=EURUSD", HttpCompletionOption.ResponseHeadersRead);
        using var stream = await answer.Content.ReadAsStreamAsync();
        await ReadArrayAsync(stream);
        demo.Misbehaviour.Set("one-frame", MisbehaviourMode.Freeze);
        var frozen = (await ReadArrayAsync(stream))[0];
        for (var tick = 0; tick < 5; tick++)
        {
            demo.Time.Advance(TimeSpan.FromSeconds(7));
            var next = (await ReadArrayAsync(stream))[0];
            Assert.Equal(frozen.GetProperty("price").GetDecimal(), next.GetProperty("price").GetDecimal());
            Assert.True(next.GetProperty("time_stamp").GetDateTimeOffset() > frozen.GetProperty("time_stamp").GetDateTimeOffset());
        }
    }

    private static int Decimals(string number) => number.Length - number.IndexOf('.') - 1;

    private static async Task<JsonElement> ReadArrayAsync(Stream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (text.Length == 0 || text[^1] != ']')
        {
            Assert.Equal(1, await stream.ReadAsync(one));
            text.Append((char)one[0]);
        }

        return JsonDocument.Parse(text.ToString()).RootElement;
    }
}
