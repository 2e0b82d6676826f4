using System.ComponentModel.DataAnnotations;
namespace FxOrleans.DemoMarket.Tests;

public class DemoMarketServerTests
{
    public static readonly TheoryData<string> Paths =
    [
        "/one-frame/rates?pair=EURUSD&pair=USDJPY&pair=USDAED",
        "/ecb/stats/eurofxref/eurofxref-hist-90d.xml",
        "/frankfurter/v2/rates?base=USD",
        "/currency-api/latest/v1/currencies/usd.min.json",
        "/open-er-api/v6/latest/USD",
        "/coingecko/api/v3/coins/markets?vs_currency=usd",
        "/coingecko/api/v3/coins/bitcoin/market_chart?vs_currency=usd&days=365",
        "/finnhub/api/v1/quote?symbol=TSLA&token=t",
        "/finnhub/api/v1/forex/rates?base=USD&token=t",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Two_hosts_with_the_same_seed_and_clock_answer_with_the_same_bytes(string path)
    {
        await using var one = await DemoFixture.StartAsync(42);
        await using var two = await DemoFixture.StartAsync(42);
        await using var other = await DemoFixture.StartAsync(43);
        Assert.Equal(await AnswerAsync(one), await AnswerAsync(two));
        Assert.NotEqual(await AnswerAsync(one), await AnswerAsync(other));

        // Pictures stand at the host's own address.
        async Task<string> AnswerAsync(DemoFixture demo) => (await demo.TextAsync(path)).Replace(demo.Server.Address.ToString(), "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_point_every_adapter_here()
    {
        await using var demo = await DemoFixture.StartAsync();
        var settings = demo.Server.Settings();
        Assert.Equal(7, settings.Keys.Count(key => key.EndsWith(":BaseUrl", StringComparison.Ordinal)));
        Assert.Equal($"{demo.Server.Address}one-frame", settings["Providers:OneFrame:BaseUrl"]);
        Assert.Equal($"{demo.Server.Address}currency-api/{{date}}", settings["Providers:CurrencyApi:BaseUrl"]);
        Assert.NotNull(settings["Providers:Finnhub:ApiKey"]);
        Assert.Equal("127.0.0.1", demo.Server.Address.Host);
        Assert.Throws<ArgumentException>(() => demo.Server.BaseUrl("nobody"));
    }

    [Fact]
    public async Task Stopping_ends_streams_and_the_port()
    {
        var demo = await DemoFixture.StartAsync();
        using var answer = await demo.SendAsync("/one-frame/streaming/rates?pair=EURUSD", HttpCompletionOption.ResponseHeadersRead);
        await demo.Server.StopAsync(CancellationToken.None);
        Assert.Throws<InvalidOperationException>(() => demo.Server.Address);
        await Assert.ThrowsAsync<HttpRequestException>(() => demo.SendAsync("/control"));
        await demo.DisposeAsync();
    }

    [Theory]
    [InlineData(-1, 5, "Seed")]
    [InlineData(42, 0, "TicksPerSecond")]
    [InlineData(42, 51, "TicksPerSecond")]
    public void A_wrong_option_is_refused_by_its_name(int seed, int ticks, string name)
    {
        var options = new DemoMarketOptions { Seed = seed, TicksPerSecond = ticks };
        Assert.Contains(name, Assert.Throws<ValidationException>(() => new DemoMarketServer(options, TimeProvider.System)).Message);
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(20, 50)]
    public async Task Its_streams_tick_as_often_as_configured(int perSecond, double milliseconds)
    {
        await using var server = new DemoMarketServer(new DemoMarketOptions { TicksPerSecond = perSecond }, TimeProvider.System);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), server.World.TickInterval);
    }

    [Fact]
    public void The_defaults_are_valid_and_off()
    {
        var options = new DemoMarketOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        Assert.Equal((false, 42, 5), (options.Enabled, options.Seed, options.TicksPerSecond));
    }
}
