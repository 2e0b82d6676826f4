using FxOrleans.Testing;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What upstreams were seen to do, through the whole host: each fault is named, moves nothing that it should not, and is outlived.</summary>
public sealed class UnwellUpstreamTests(UnwellHost host) : IClassFixture<UnwellHost>
{
    private const string Rate = "/rate?from=USD&to=EUR";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly (string Ailment, string Kind)[] Ailments =
    [
        ("a page", "unreadable"), ("badly packed", "unreadable"), ("another base", "wrong_base"), ("negative", "empty"), ("too much", "too_large"),
        ("a trickle", "timeout"), ("a redirection", "redirected"), ("a hang-up", "unreachable"), ("an error", "http_status"),
        ("a limit", "rate_limited"), ("a lock", "unauthorized"), ("a clock ahead", "from_future"),
    ];

    [Fact]
    public async Task Each_ailment_is_named_and_outlived()
    {
        foreach (var (ailment, kind) in Ailments)
        {
            var before = await CountAsync(kind);
            host.Upstream.Ailment = ailment;
            await Eventually.TrueAsync(async () => await CountAsync(kind) > before, $"{ailment} is counted as {kind}", Patience);
            Assert.Equal((ailment, 0.88m), (ailment, (await host.Silo.GetAsync(Rate)).GetProperty("price").GetDecimal()));

            host.Upstream.Ailment = null;
            await AnsweredAsync(times: 1, $"it is well again after {ailment}");
        }
    }

    [Fact]
    public async Task A_wrong_file_that_is_read_again_and_again_moves_nothing()
    {
        await PricedAsync("/rate?from=USD&to=NGN", "1500");
        host.Upstream.Naira = "0.7";

        await AnsweredAsync(times: 25, "the wrong file was read for longer than a second, which is enough for what is new each time");

        Assert.Equal("1500", (await host.Silo.GetAsync("/rate?from=USD&to=NGN")).GetProperty("price").GetRawText());
        host.Upstream.Naira = "1500";
    }

    [Fact]
    public async Task Of_rows_that_contradict_one_another_none_is_served()
    {
        await PricedAsync("/rate?from=USD&to=PLN", "3.6");

        Assert.True((await host.ProviderAsync("Frankfurter")).GetProperty("rejections").GetProperty("contradictory").GetInt64() >= 2);
        Assert.Equal("404 no_price", await host.Silo.ProblemAsync("/rate?from=USD&to=UAH"));
    }

    [Fact]
    public async Task A_table_is_no_newer_than_its_oldest_row()
    {
        await PricedAsync("/rate?from=USD&to=KES", "129.2");

        var table = await host.Silo.GetAsync("/rates/latest?base=USD&symbols=EUR,KES");

        Assert.Equal($"{host.Upstream.NineDaysAgo:yyyy-MM-dd}T00:00:00Z", table.GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task Of_two_coins_with_one_ticker_price_and_change_are_of_the_one_that_is_meant()
    {
        await PricedAsync("/rate?from=ONE&to=USD", "0.0041");

        var coin = await host.Silo.GetAsync("/api/v1/prices/ONE");

        Assert.Equal("0.0041", coin.GetProperty("price").GetRawText());
        Assert.InRange(coin.GetProperty("change_percent").GetDecimal(), 2.4m, 2.6m);
    }

    [Fact]
    public async Task Pence_are_hundredths_of_a_pound()
    {
        await PricedAsync("/rate?from=GBP&to=USD", "1.25");

        var json = await host.Silo.GetAsync("/convert?from=GBp&to=USD&amount=4082");

        Assert.Equal((51.02m, """{"of":"GBP","per":100}"""), (json.GetProperty("result").GetDecimal(), json.GetProperty("subunit").GetRawText()));
    }

    [Fact]
    public async Task Where_nothing_was_fixed_in_24_hours_nothing_has_changed_and_the_last_fixing_is_in_force()
    {
        await PricedAsync("/rate?from=USD&to=HUF", "360");

        var now = await host.Silo.GetAsync("/api/v1/prices/USD-HUF");
        var past = await host.Silo.GetAsync("/api/v1/prices/USD-HUF/history?period=1d");

        Assert.Equal(0, now.GetProperty("change_percent").GetDecimal());
        Assert.Equal([360m], past.GetProperty("data").EnumerateArray().Select(point => point.GetProperty("price").GetDecimal()).Distinct());
    }

    [Fact]
    public async Task A_bar_that_is_stamped_in_the_evening_is_of_the_day_that_follows()
    {
        var bars = await host.Silo.GetAsync("/api/v1/prices/EUR/ohlcv?period=1w&interval=1d");

        var opens = bars.GetProperty("data").EnumerateArray().Single(bar => bar.GetProperty("close").GetDecimal() == 1.15m).GetProperty("time").GetString();
        Assert.Equal($"{host.Upstream.EveningBefore.AddDays(1):yyyy-MM-dd}T00:00:00Z", opens);
    }

    private async Task PricedAsync(string rate, string price) => await Eventually.TrueAsync(
        async () =>
        {
            using var answer = await host.Silo.Http.GetAsync(rate);
            return (await answer.Content.ReadAsStringAsync()).Contains($"\"price\":{price},", StringComparison.Ordinal);
        },
        $"{rate} is {price}",
        Patience);

    private async Task AnsweredAsync(int times, string what)
    {
        var before = await host.AnswersAsync("CurrencyApi");
        await Eventually.TrueAsync(async () => await host.AnswersAsync("CurrencyApi") >= before + times, what, Patience);
    }

    private async Task<long> CountAsync(string kind)
    {
        var row = await host.ProviderAsync("CurrencyApi");
        return new[] { "failures", "rejections" }.Sum(counts => row.GetProperty(counts).TryGetProperty(kind, out var count) ? count.GetInt64() : 0);
    }
}
