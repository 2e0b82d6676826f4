using FxOrleans.Access;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>What browsers let other sites' pages do.</summary>
public sealed class CorsTests
{
    [Fact]
    public async Task A_listed_page_may_ask_with_a_key_and_read_answer_and_limits()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Origins = ["https://good.example/"];
            setup.Access = Keyed.Options;
        });

        var preflight = await host.SendAsync(
            HttpMethod.Options, "/rate?from=USD&to=EUR", ("Origin", "https://good.example"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "x-api-key"));
        Assert.Equal(204, preflight.Status);
        Assert.Equal("https://good.example", preflight.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains("X-Api-Key", preflight.Headers["Access-Control-Allow-Headers"], StringComparison.OrdinalIgnoreCase);

        var answer = await host.GetAsync("/currencies", ("Origin", "https://good.example"), Keyed.Header(Keyed.Reader));
        Assert.Equal(200, answer.Status);
        Assert.Equal("https://good.example", answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains("RateLimit-Remaining", answer.Headers["Access-Control-Expose-Headers"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_page_is_told_nothing_and_may_change_nothing()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Origins = ["https://good.example"];
            setup.Access = new AccessOptions { Demo = true };
        });

        Assert.False((await host.GetAsync("/currencies", ("Origin", "https://evil.example"))).Headers.ContainsKey("Access-Control-Allow-Origin"));
        var preflight = await host.SendAsync(
            HttpMethod.Options, "/demo/control/one-frame", ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "PUT"));
        Assert.False(preflight.Headers.ContainsKey("Access-Control-Allow-Origin"));
        (await host.SendAsync(HttpMethod.Put, "/demo/control/one-frame", ("Origin", "https://evil.example"))).IsProblem(403, "forbidden");
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Put, "/demo/control/one-frame", ("Origin", $"http://{host.Address.Authority}"))).Status);
    }

    [Fact]
    public async Task With_keys_a_foreign_page_is_refused_before_its_key_is_looked_at()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Access = Keyed.Options);

        foreach (var headers in ((string, string)[][])[[], [Keyed.Header(Keyed.All)], [Keyed.Header("unknown")]])
        {
            (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", [.. headers, ("Origin", "https://evil.example")])).IsProblem(403, "forbidden");
            (await host.GetAsync("/ws/rates", [.. headers, ("Origin", "https://evil.example")])).IsProblem(403, "forbidden");
        }
    }
}
