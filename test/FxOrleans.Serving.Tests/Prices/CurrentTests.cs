using System.Text;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary><c>GET /api/v1/prices/{symbol}</c> and <c>/batch</c>.</summary>
public sealed class CurrentTests
{
    [Fact]
    public async Task A_symbol_is_priced_in_dollars_with_its_change_over_a_day()
    {
        var coins = new FakeCoins { Before = { ["BTC"] = 80_000 } };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IDayAgoSource>(coins));
        host.Engine.Tick("BTC/USD", 82_000.5m, Given.Now.AddSeconds(-2));

        var reply = await host.GetAsync("/api/v1/prices/btc");

        Assert.Equal(200, reply.Status);
        Assert.Equal(
            """{"symbol":"BTC","price":82000.5,"change":2000.5,"change_percent":2.5006,"timestamp":"2026-03-05T13:59:58Z","status":"live","simulated":false}""",
            reply.Body);
        Assert.Equal(304, (await host.GetAsync("/api/v1/prices/btc", ("If-None-Match", reply.ETag))).Status);
    }

    [Fact]
    public async Task What_the_service_recorded_a_day_ago_comes_before_what_upstreams_tell()
    {
        var coins = new FakeCoins { Before = { ["BTC"] = 80_000 } };
        var record = new FakeRecord
        {
            DayAgo = new RecordedPrice(Given.Pair("BTC/USD"), 100_000, 0, 0, new TickOrder(Given.Now.AddDays(-1).AddSeconds(-1), 0, 0), CandleInterval.Minute, CandleOrigin.Decided, false),
        };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IDayAgoSource>(coins).AddSingleton<IPriceRecord>(record));
        host.Engine.Tick("BTC/USD", 82_000m);

        Assert.Equal(-18m, (await host.GetAsync("/api/v1/prices/BTC")).Json.GetProperty("change_percent").GetDecimal());
    }

    [Fact]
    public async Task A_real_price_is_not_compared_with_a_simulated_one_nor_with_one_of_last_month()
    {
        var coins = new FakeCoins { Simulated = true, Before = { ["BTC"] = 80_000 } };
        var record = new FakeRecord
        {
            DayAgo = new RecordedPrice(Given.Pair("BTC/USD"), 100_000, 0, 0, new TickOrder(Given.Now.AddDays(-30), 0, 0), CandleInterval.Day, CandleOrigin.Decided, false),
        };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IDayAgoSource>(coins).AddSingleton<IPriceRecord>(record));
        host.Engine.Tick("BTC/USD", 82_000m);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await host.GetAsync("/api/v1/prices/BTC")).Json.GetProperty("change").ValueKind);
    }

    [Fact]
    public async Task A_fixing_that_is_in_force_since_before_yesterday_has_not_changed()
    {
        var record = new FakeRecord
        {
            DayAgo = new RecordedPrice(Given.Pair("EUR/USD"), 1.1m, 0, 0, new TickOrder(Given.Now.AddDays(-4), 0, 0), CandleInterval.Day, CandleOrigin.Loaded, false),
        };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IPriceRecord>(record));
        host.Engine.Tick("EUR/USD", 1.2m, Given.Now.AddDays(-3)); // It is Monday: of Friday, and the record knows Thursday's only.

        var json = (await host.GetAsync("/api/v1/prices/EUR")).Json;

        Assert.Equal((0m, 0m), (json.GetProperty("change").GetDecimal(), json.GetProperty("change_percent").GetDecimal()));
    }

    [Theory]
    [InlineData(0.0041, 0.004, false)] // Another coin under the same ticker.
    [InlineData(0.135, 0.13, true)]
    public async Task A_change_is_not_taken_between_sources_that_disagree_about_the_level(double now, double before, bool known)
    {
        var coins = new FakeCoins { Before = { ["ONE"] = (decimal)before }, Now = { ["ONE"] = (decimal)now } };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IDayAgoSource>(coins));
        host.Engine.Tick("ONE/USD", 0.13884m);

        var json = (await host.GetAsync("/api/v1/prices/ONE")).Json;

        Assert.Equal(known, json.GetProperty("change").ValueKind == System.Text.Json.JsonValueKind.Number);
        Assert.Equal(known, json.GetProperty("change_percent").ValueKind == System.Text.Json.JsonValueKind.Number);
    }

    public static TheoryData<string, string> Extremes()
    {
        string[] prices = ["0.0000000000001", "1000000000000000", "82000"];
        string[] before = ["0.00000000000000000000000001", "0.0000000000001", "1000000000000000", "79228162514264337593543950335", "0.0000000000000000000000000001"];
        var extremes = new TheoryData<string, string>();
        foreach (var price in prices)
        {
            foreach (var past in before)
            {
                extremes.Add(price, past);
            }
        }

        return extremes;
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task Whatever_a_source_tells_of_the_day_before_the_price_is_answered(string price, string before)
    {
        var coins = new FakeCoins { Before = { ["BTC"] = decimal.Parse(before, System.Globalization.CultureInfo.InvariantCulture) } };
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<IDayAgoSource>(coins));
        host.Engine.Tick("BTC/USD", decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));

        var reply = await host.GetAsync("/api/v1/prices/BTC");

        Assert.Equal((200, price), (reply.Status, reply.Json.GetProperty("price").GetRawText()));
    }

    [Theory]
    [InlineData("EUR", "EUR", "1.25")]
    [InlineData("EUR-GBP", "EUR-GBP", "0.625")]
    [InlineData("eur%2Fgbp", "EUR/GBP", "0.625")]
    [InlineData("USD", "USD", "1")]
    public async Task Currencies_and_pairs_are_taken_too(string symbol, string name, string price)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.80m);
        host.Engine.Tick("GBP/USD", 2m);

        var json = (await host.GetAsync($"/api/v1/prices/{symbol}")).Json;

        Assert.Equal((name, price), (json.GetProperty("symbol").GetString(), json.GetProperty("price").GetRawText()));
    }

    [Theory]
    [InlineData("/api/v1/prices/B*C", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/%25", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/B%20C", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/..%2F..", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/ABCDEFGHIJKLM", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/BTC-", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/EUR-EUR", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/NOSUCH", 404, "unknown_symbol")]
    [InlineData("/api/v1/prices/EUR-NOSUCH", 404, "unknown_symbol")]
    [InlineData("/api/v1/prices/crypto", 404, "unknown_symbol")]
    [InlineData("/api/v1/prices/KWD", 404, "no_price")]
    [InlineData("/api/v1/prices", 404, "unknown_path")]
    [InlineData("/api/v1/prices/batch", 400, "missing_parameter")]
    [InlineData("/api/v1/prices/batch?symbols=", 400, "missing_parameter")]
    [InlineData("/api/v1/prices/batch?symbols=BTC,*", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/batch?symbols=BTC,,EUR", 400, "invalid_currency")]
    [InlineData("/api/v1/prices/batch?symbols=BTC&symbols=EUR", 400, "invalid_query")]
    public async Task What_is_wrong_is_said(string path, int status, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);

        (await host.GetAsync(path)).IsProblem(status, code);
    }

    [Fact]
    public async Task A_batch_has_what_is_priced_by_the_names_asked_for_and_lists_the_others()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        host.Engine.Tick("USD/EUR", 0.8m);

        var json = (await host.GetAsync("/api/v1/prices/batch?symbols=BTC,%20eur,btc,BTC-EUR,KWD,NOSUCH")).Json;

        Assert.Equal(3, json.GetProperty("count").GetInt32());
        Assert.Equal(["BTC", "EUR", "BTC-EUR"], json.GetProperty("data").EnumerateObject().Select(row => row.Name));
        Assert.Equal("65600", json.GetProperty("data").GetProperty("BTC-EUR").GetProperty("price").GetRawText());
        Assert.Equal("""["NOSUCH","KWD"]""", json.GetProperty("missing").GetRawText());
    }

    [Fact]
    public async Task At_most_200_symbols_are_taken()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("BTC/USD", 82_000m);
        var codes = AssetCatalog.All.Select(asset => asset.Code).ToArray();

        Assert.Equal(200, (await host.GetAsync($"/api/v1/prices/batch?symbols={string.Join(',', codes.Take(200))}")).Status);
        (await host.GetAsync($"/api/v1/prices/batch?symbols={string.Join(',', codes.Take(201))}")).IsProblem(400, "too_many_symbols");
    }

    [Fact]
    public async Task A_price_that_was_given_is_left_for_other_nodes_and_one_that_is_unknown_leaves_nothing()
    {
        var shared = new FakeSharedCache();
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddSingleton<ISharedCache>(shared));
        host.Engine.Tick("BTC/USD", 82_000m);

        var body = (await host.GetAsync("/api/v1/prices/BTC")).Body;
        await host.GetAsync("/api/v1/prices/KWD");
        await host.GetAsync("/api/v1/prices/NOSUCH");

        var (key, value) = Assert.Single(shared.Held);
        Assert.Equal(("price:BTC", body, TimeSpan.FromSeconds(60)), (key, Encoding.UTF8.GetString(value.Body), value.Left));
    }

    [Fact]
    public async Task An_upstream_that_hangs_costs_a_price_its_change_and_nothing_else()
    {
        var never = new TaskCompletionSource();
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Platform.ChangePatience = TimeSpan.Zero;
            setup.Services = services => services.AddSingleton<IDayAgoSource>(new HangingDayAgo(never.Task));
        });
        host.Engine.Tick("BTC/USD", 82_000m);

        var json = (await host.GetAsync("/api/v1/prices/BTC")).Json;

        Assert.Equal((82_000m, System.Text.Json.JsonValueKind.Null), (json.GetProperty("price").GetDecimal(), json.GetProperty("change").ValueKind));
        never.SetResult();
    }

    private sealed class HangingDayAgo(Task held) : IDayAgoSource
    {
        public string Name => "Hanging";

        public bool Simulated => false;

        public bool Covers(Asset asset) => true;

        public async Task<IReadOnlyDictionary<Asset, DayAgoPrice>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel)
        {
            await held;
            return new Dictionary<Asset, DayAgoPrice>();
        }
    }
}
