using System.Net;
using FxOrleans.Access;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>Where callers come from: this machine is not limited without keys, others are, and only known proxies say who others are.</summary>
public sealed class AddressTests
{
    private const string Rate = "/rate?from=USD&to=EUR";

    [Fact]
    public async Task This_machine_is_not_limited_and_others_are_each_for_itself()
    {
        await using var host = await HostAsync(Keyed.BehindProxy with { PerAddress = 5 });
        for (var i = 0; i < 50; i++)
        {
            var own = await host.GetAsync(Rate);
            Assert.Equal(200, own.Status);
            Assert.False(own.Headers.ContainsKey("RateLimit-Limit"));
        }

        foreach (var address in (string[])["203.0.113.9", "203.0.113.10", "2001:db8::1"])
        {
            for (var left = 4; left >= 0; left--)
            {
                var reply = await host.GetAsync(Rate, ("X-Forwarded-For", address));
                Assert.Equal(200, reply.Status);
                Assert.Equal($"{left}", reply.Headers["RateLimit-Remaining"]);
            }

            var refused = await host.GetAsync(Rate, ("X-Forwarded-For", address));
            refused.IsProblem(429, "rate_limited");
            Assert.Equal("60", refused.Headers["Retry-After"]);
            Assert.Equal(200, (await host.GetAsync("/health/live", ("X-Forwarded-For", address))).Status);
        }

        (await host.GetAsync(Rate, ("X-Forwarded-For", "2001:db8::2:1"))).IsProblem(429, "rate_limited"); // The same network.
        host.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.9"))).Status);
    }

    [Fact]
    public async Task What_a_caller_itself_puts_before_the_proxy_is_not_believed()
    {
        await using var host = await HostAsync(Keyed.BehindProxy with { PerAddress = 3 });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await host.GetAsync(Rate, ("X-Forwarded-For", $"198.51.100.{i}, 203.0.113.9"))).Status);
        }

        (await host.GetAsync(Rate, ("X-Forwarded-For", "127.0.0.1, 203.0.113.9"))).IsProblem(429, "rate_limited");
    }

    [Fact]
    public async Task Without_known_proxies_forwarded_headers_change_nothing()
    {
        await using var host = await HostAsync(new AccessLimits { PerAddress = 3 });
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9"))).Status);
        }

        (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", ("Origin", "https://rates.example"), ("X-Forwarded-Host", "rates.example"), ("X-Forwarded-Proto", "https")))
            .IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task Behind_a_known_proxy_the_own_origin_is_the_one_that_browsers_see()
    {
        await using var host = await HostAsync(Keyed.BehindProxy);
        (string, string)[] forwarded = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "rates.example"), ("X-Forwarded-Proto", "https")];

        Assert.Equal(200, (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", [.. forwarded, ("Origin", "https://rates.example")])).Status);
        foreach (var foreign in (string[])["http://rates.example", $"http://{host.Address.Authority}", "https://evil.example"])
        {
            (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", [.. forwarded, ("Origin", foreign)])).IsProblem(403, "forbidden");
        }
    }

    [Theory]
    [InlineData("localhost", null, 404)]
    [InlineData("127.0.0.1", null, 404)]
    [InlineData("[::1]:8080", null, 404)]
    [InlineData("evil.example", null, 403)]
    [InlineData("localhost", "X-Forwarded-For", 403)]
    [InlineData("localhost", "Forwarded", 403)]
    [InlineData("localhost", "X-Forwarded-Host", 403)]
    public async Task Without_keys_administration_is_for_somebody_on_this_machine(string name, string? header, int status)
    {
        await using var host = await HostAsync(new AccessLimits());
        var headers = header is null ? new[] { ("Host", name) } : [("Host", name), (header, "127.0.0.1")];

        Assert.Equal(status, (await host.GetAsync("/dashboard", headers)).Status);
        Assert.Equal(status, (await host.SendAsync(HttpMethod.Put, "/demo/control/one-frame", headers)).Status);
        Assert.Equal(status == 404, (await host.GetAsync("/health/ready", headers)).Json.TryGetProperty("push", out _));
    }

    [Fact]
    public async Task Who_keeps_trying_keys_from_elsewhere_is_put_off()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Access = Keyed.Options with { Limits = Keyed.BehindProxy with { RefusalsPerAddress = 3 } });
        host.Engine.Tick("BTC/USD", 82_000m);
        for (var i = 0; i < 3; i++)
        {
            (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.9"), Keyed.Header($"guess-{i}"))).IsProblem(401, "unauthorized");
        }

        (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.9"), Keyed.Header("guess-3"))).IsProblem(429, "rate_limited");
        Assert.Equal(404, (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.9"), Keyed.Header(Keyed.Reader))).Status);
    }

    [Fact]
    public async Task Addresses_beyond_those_that_are_counted_apart_share_one_count()
    {
        await using var host = await HostAsync(Keyed.BehindProxy with { PerAddress = 2, MaxAddresses = 1 });
        Assert.Equal(200, (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.1"))).Status);
        Assert.Equal(200, (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.2"))).Status);
        Assert.Equal(200, (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.3"))).Status);

        (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.4"))).IsProblem(429, "rate_limited");
        Assert.Equal(200, (await host.GetAsync(Rate, ("X-Forwarded-For", "203.0.113.1"))).Status);
    }

    [Fact]
    public void Addresses_are_counted_up_to_a_bound_and_the_rest_together()
    {
        var time = new FakeTime();
        var quotas = new AddressQuotas(perMinute: 2, mostAddresses: 1000, time);
        for (var i = 0; i < 100_000; i++)
        {
            quotas.Take(new IPAddress(0x0A000000L + i));
        }

        Assert.Equal(1000, quotas.Count);
        Assert.False(quotas.Take(IPAddress.Parse("203.0.113.1")).Passes);
        Assert.True(quotas.Take(new IPAddress(0x0A000000L)).Passes);
        Assert.False(quotas.Take(new IPAddress(0x0A000000L)).Passes);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(quotas.Take(IPAddress.Parse("203.0.113.1")).Passes);
        Assert.True(quotas.Count < 1000);
    }

    private static Task<ServingHost> HostAsync(AccessLimits limits) => ServingHost.StartAsync(setup =>
    {
        setup.Access = new AccessOptions { Limits = limits };
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });
}
