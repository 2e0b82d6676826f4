using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace FxOrleans.DemoMarket.Tests;

public class MisbehaviourTests
{
    public static readonly TheoryData<string, string> Paths = new()
    {
        { "one-frame", "/one-frame/rates?pair=EURUSD&pair=USDJPY" },
        { "ecb", "/ecb/stats/eurofxref/eurofxref-daily.xml" },
        { "frankfurter", "/frankfurter/v2/rates?base=USD&quotes=EUR" },
        { "currency-api", "/currency-api/latest/v1/currencies/usd.min.json" },
        { "open-er-api", "/open-er-api/v6/latest/USD" },
        { "coingecko", "/coingecko/api/v3/simple/price?ids=bitcoin&vs_currencies=usd" },
        { "finnhub", "/finnhub/api/v1/quote?symbol=AAPL&token=t" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_provider_limits_fails_and_shows_a_firewall(string provider, string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        var honest = await demo.TextAsync(path);

        demo.Misbehaviour.Set(provider, MisbehaviourMode.RateLimit);
        using (var limited = await demo.SendAsync(path))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
            Assert.True(limited.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        }

        demo.Misbehaviour.Set(provider, MisbehaviourMode.Error);
        await demo.TextAsync(path, HttpStatusCode.InternalServerError);

        demo.Misbehaviour.Set(provider, MisbehaviourMode.Html);
        using (var page = await demo.SendAsync(path))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        }

        demo.Misbehaviour.Set(provider, MisbehaviourMode.Empty);
        Assert.True((await demo.TextAsync(path)).Length < honest.Length);

        demo.Misbehaviour.Set(provider, MisbehaviourMode.Honest);
        Assert.Equal(honest, await demo.TextAsync(path));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_provider_lies_and_inverts(string provider, string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        var honest = await ValueAsync(demo, provider, path);

        demo.Misbehaviour.Set(provider, MisbehaviourMode.Lie, 100);
        Assert.InRange(await ValueAsync(demo, provider, path) / honest, 99m, 101m);

        demo.Misbehaviour.Set(provider, MisbehaviourMode.Invert);
        Assert.InRange(await ValueAsync(demo, provider, path) * honest, 0.9m, 1.1m);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_frozen_provider_repeats_its_values(string provider, string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        var before = await ValueAsync(demo, provider, path);
        demo.Misbehaviour.Set(provider, MisbehaviourMode.Freeze);
        demo.Time.Advance(TimeSpan.FromDays(1.01));
        var answer = await demo.TextAsync(path);
        Assert.Equal(before, Value(provider, answer));
        demo.Misbehaviour.Set(provider, MisbehaviourMode.Honest);
        Assert.NotEqual(before, await ValueAsync(demo, provider, path));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_silent_provider_answers_when_told_otherwise_and_not_before(string provider, string path)
    {
        await using var demo = await DemoFixture.StartAsync();
        demo.Misbehaviour.Set(provider, MisbehaviourMode.Nothing);
        var answer = demo.TextAsync(path);
        demo.Time.Advance(TimeSpan.FromHours(1));
        await demo.TextAsync("/control");
        Assert.False(answer.IsCompleted);
        demo.Misbehaviour.Set(provider, MisbehaviourMode.Honest);
        Assert.NotEmpty(await answer);
    }

    [Fact]
    public async Task A_slow_provider_answers_after_its_delay()
    {
        await using var demo = await DemoFixture.StartAsync();
        demo.Misbehaviour.Set("ecb", MisbehaviourMode.Slow, delay: TimeSpan.FromSeconds(30));
        var answer = demo.TextAsync("/ecb/stats/eurofxref/eurofxref-daily.xml");
        await demo.TextAsync("/control");
        Assert.False(answer.IsCompleted);
        while (!answer.IsCompleted)
        {
            // The request may not have reached the clock yet: it goes on until it has.
            demo.Time.Advance(TimeSpan.FromSeconds(30));
            await demo.TextAsync("/control");
        }

        Assert.Contains("Cube", await answer);
    }

    [Fact]
    public async Task Others_are_not_touched()
    {
        await using var demo = await DemoFixture.StartAsync();
        var before = await demo.TextAsync("/open-er-api/v6/latest/USD");
        demo.Misbehaviour.Set("ecb", MisbehaviourMode.Error);
        Assert.Equal(before, await demo.TextAsync("/open-er-api/v6/latest/USD"));
    }

    [Theory]
    [InlineData("nobody", MisbehaviourMode.Honest, null, null)]
    [InlineData("ecb", MisbehaviourMode.Lie, null, null)]
    [InlineData("ecb", MisbehaviourMode.Lie, 0.0, null)]
    [InlineData("ecb", MisbehaviourMode.Lie, -2.0, null)]
    [InlineData("ecb", MisbehaviourMode.Lie, double.NaN, null)]
    [InlineData("ecb", MisbehaviourMode.Lie, 1e9, null)]
    [InlineData("ecb", MisbehaviourMode.Honest, 2.0, null)]
    [InlineData("ecb", MisbehaviourMode.Freeze, null, 3)]
    [InlineData("ecb", MisbehaviourMode.Slow, null, -1)]
    [InlineData("ecb", (MisbehaviourMode)99, null, null)]
    public void What_makes_no_sense_is_refused_and_changes_nothing(string provider, MisbehaviourMode mode, double? factor, int? delay)
    {
        var misbehaviour = new Misbehaviour(new FakeTimeProvider(DemoFixture.Now));
        var error = Assert.Throws<ArgumentException>(() => misbehaviour.Set(provider, mode, factor, delay is { } d ? TimeSpan.FromSeconds(d) : null));
        Assert.NotEmpty(error.Message);
        Assert.All(misbehaviour.All().Values, mood => Assert.Equal(MisbehaviourMode.Honest, mood.Mode));
    }

    [Fact]
    public void Providers_answer_to_both_their_names()
    {
        var misbehaviour = new Misbehaviour(new FakeTimeProvider(DemoFixture.Now));
        misbehaviour.Set("OneFrame", MisbehaviourMode.Freeze);
        Assert.Equal(MisbehaviourMode.Freeze, misbehaviour.Get("one-frame").Mode);
        misbehaviour.Set("one-frame", MisbehaviourMode.Honest);
        Assert.Equal(MisbehaviourMode.Honest, misbehaviour.Get("OneFrame").Mode);
    }

    [Fact]
    public async Task Control_lists_and_switches()
    {
        await using var demo = await DemoFixture.StartAsync();
        var list = (await demo.JsonAsync("/control")).EnumerateArray().ToList();
        Assert.Equal(7, list.Count);
        Assert.All(list, row => Assert.Equal("honest", row.GetProperty("mode").GetString()));

        using var lied = await demo.Http.PutAsJsonAsync("/control/coingecko", new { mode = "lie", factor = 100 });
        Assert.Equal(HttpStatusCode.OK, lied.StatusCode);
        Assert.Equal(100, demo.Misbehaviour.Get("coingecko").Factor);
        using var limited = await demo.Http.PostAsJsonAsync("/control/one-frame", new { mode = "rate_limit" });
        Assert.Equal(MisbehaviourMode.RateLimit, demo.Misbehaviour.Get("one-frame").Mode);
        using var slow = await demo.Http.PostAsJsonAsync("/control/ecb", new { mode = "slow", delay = 2.5 });
        Assert.Equal(TimeSpan.FromSeconds(2.5), demo.Misbehaviour.Get("ecb").Delay);
    }

    [Theory]
    [InlineData("nobody", """{"mode":"honest"}""", 404, "one-frame")]
    [InlineData("ecb", """{"mode":"dance"}""", 400, "rate_limit")]
    [InlineData("ecb", """{"mode":"lie","factor":-1}""", 400, "factor")]
    [InlineData("ecb", """{"mode":"lie","factor":"much"}""", 400, "factor")]
    [InlineData("ecb", """[]""", 400, "JSON")]
    [InlineData("ecb", """lie!""", 400, "JSON")]
    public async Task Control_says_what_is_wrong(string provider, string body, int status, string says)
    {
        await using var demo = await DemoFixture.StartAsync();
        using var answer = await demo.Http.PutAsync($"/control/{provider}", new StringContent(body));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<decimal> ValueAsync(DemoFixture demo, string provider, string path) => Value(provider, await demo.TextAsync(path));

    private static decimal Value(string provider, string answer)
    {
        if (provider == "ecb")
        {
            return decimal.Parse(answer.Split("currency='USD' rate='")[1].Split('\'')[0], System.Globalization.CultureInfo.InvariantCulture);
        }

        var json = JsonDocument.Parse(answer).RootElement;
        return (provider switch
        {
            "one-frame" => json[0].GetProperty("price"),
            "frankfurter" => json[0].GetProperty("rate"),
            "currency-api" => json.GetProperty("usd").GetProperty("eur"),
            "open-er-api" => json.GetProperty("rates").GetProperty("EUR"),
            "coingecko" => json.GetProperty("bitcoin").GetProperty("usd"),
            _ => json.GetProperty("c"),
        }).GetDecimal();
    }
}
