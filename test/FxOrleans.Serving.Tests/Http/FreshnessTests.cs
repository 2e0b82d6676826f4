using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>A price is never served as fresher or surer than it is.</summary>
public sealed class FreshnessTests
{
    private const string UsdEur = "/rate?from=USD&to=EUR";

    [Fact]
    public async Task A_live_price_turns_stale_when_it_is_older_than_MaxAge()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Policy = new PricingPolicy { MaxAge = TimeSpan.FromSeconds(3) });
        host.Engine.Tick("USD/EUR", 0.88m, Given.Now.AddSeconds(-1));

        Assert.Equal("live", await StatusAsync(host));
        host.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("live", await StatusAsync(host));
        host.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("stale", await StatusAsync(host));
        Assert.Equal(0.88m, (await host.RateAsync("USD", "EUR")).Price);
    }

    [Fact]
    public async Task A_price_below_the_quorum_is_indicative_and_then_stale()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Given.Price("USD/EUR", 0.88m) with { Quorate = false, Sources = 1 });

        Assert.Equal("indicative", await StatusAsync(host));
        host.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("stale", await StatusAsync(host));
    }

    [Fact]
    public async Task A_daily_fixing_is_indicative_until_its_successor_is_due()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick(Fixing("USD/EUR", 0.88022588m, Given.Now.AddDays(1)));

        host.Advance(TimeSpan.FromDays(1));
        Assert.Equal("indicative", await StatusAsync(host));
        host.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("stale", await StatusAsync(host));
        Assert.Equal(Given.Today, (await host.RateAsync("USD", "EUR")).Timestamp);
    }

    [Fact]
    public async Task A_cross_is_as_stale_as_its_stalest_leg()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m, Given.Now.AddSeconds(-9));
        host.Engine.Tick("USD/GBP", 0.4m);
        Assert.Equal("live", (await host.RateAsync("EUR", "GBP")).Status);

        host.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("stale", (await host.RateAsync("EUR", "GBP")).Status);
        Assert.Equal("live", (await host.RateAsync("USD", "GBP")).Status);
    }

    [Fact]
    public async Task A_cross_with_a_fixing_is_indicative()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick(Fixing("USD/GBP", 0.4m, Given.Now.AddDays(1)));

        Assert.Equal("indicative", (await host.RateAsync("EUR", "GBP")).Status);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_nothing_fresh_again()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/GBP", 0.4m);
        host.Advance(TimeSpan.FromSeconds(30));

        host.Time.StepWall(TimeSpan.FromHours(-1));

        Assert.Equal("stale", await StatusAsync(host));
        Assert.Equal("stale", (await host.RateAsync("EUR", "GBP")).Status);
        var legs = (await host.GetAsync("/rate/explain?from=EUR&to=GBP")).Json.GetProperty("legs");
        Assert.All(legs.EnumerateArray(), leg => Assert.Equal("stale", leg.GetProperty("status").GetString()));
        Assert.Equal(503, (await host.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_makes_prices_stale()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        Assert.Equal("live", await StatusAsync(host));

        host.Time.StepWall(TimeSpan.FromHours(1));

        Assert.Equal("stale", await StatusAsync(host));
    }

    [Theory]
    [InlineData("5000ms", 200)]
    [InlineData("4999ms", 503)]
    [InlineData("5s", 200)]
    [InlineData("4s", 503)]
    [InlineData("1m", 200)]
    [InlineData("1h", 200)]
    [InlineData("1d", 200)]
    [InlineData("36500d", 200)]
    public async Task Max_age_refuses_an_older_price(string maxAge, int status)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m, Given.Now.AddSeconds(-5));

        var reply = await host.GetAsync($"{UsdEur}&max_age={maxAge}");

        Assert.Equal(status, reply.Status);
        if (status == 503)
        {
            reply.IsProblem(503, "rate_stale");
            Assert.Contains("5 s old", reply.Body, StringComparison.Ordinal);
            (await host.GetAsync($"/convert?from=USD&to=EUR&amount=1&max_age={maxAge}")).IsProblem(503, "rate_stale");
            (await host.GetAsync($"/rate/explain?from=USD&to=EUR&max_age={maxAge}")).IsProblem(503, "rate_stale");
        }
    }

    [Fact]
    public async Task Max_age_holds_for_each_of_many_prices()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/GBP", 0.75m, Given.Now.AddSeconds(-1));
        host.Engine.Tick("USD/EUR", 0.8m, Given.Now.AddSeconds(-5));

        Assert.Equal(200, (await host.GetAsync("/rates/latest?base=USD&symbols=GBP,USD&max_age=2s")).Status);
        Assert.Equal(200, (await host.GetAsync("/rates/latest?base=USD&max_age=5s")).Status);
        foreach (var symbols in (string[])["", "&symbols=GBP,EUR"])
        {
            var reply = await host.GetAsync($"/rates/latest?base=USD{symbols}&max_age=2s");
            reply.IsProblem(503, "rate_stale");
            Assert.Contains("USD/EUR is 5 s old", reply.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("3m", 200)]
    [InlineData("2m", 503)]
    [InlineData("2h", 200)]
    [InlineData("2d", 200)]
    public async Task Max_age_knows_minutes_hours_and_days(string maxAge, int status)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m, Given.Now.AddSeconds(-150));

        Assert.Equal(status, (await host.GetAsync($"{UsdEur}&max_age={maxAge}")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("-5s")]
    [InlineData("5.5s")]
    [InlineData("5S")]
    [InlineData("5w")]
    [InlineData("%205s")]
    [InlineData("36501d")]
    [InlineData("999999999999999d")]
    [InlineData("9999999999999999999999s")]
    [InlineData("٥s")]
    public async Task A_max_age_that_is_no_duration_is_refused(string maxAge)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);

        (await host.GetAsync($"{UsdEur}&max_age={maxAge}")).IsProblem(400, "invalid_max_age");
        (await host.GetAsync($"/convert?from=USD&to=EUR&amount=1&max_age={maxAge}")).IsProblem(400, "invalid_max_age");
        (await host.GetAsync($"/rates/latest?base=USD&max_age={maxAge}")).IsProblem(400, "invalid_max_age");
    }

    private static Price Fixing(string pair, decimal mid, DateTimeOffset until) => Given.Price(pair, mid, Given.Today) with
    {
        Kind = SourceKind.Fixing,
        Quorate = false,
        FreshUntil = until,
        Sources = 1,
    };

    private static async Task<string> StatusAsync(ServingHost host) => (await host.RateAsync("USD", "EUR")).Status;
}
