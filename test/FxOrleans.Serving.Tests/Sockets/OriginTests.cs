namespace FxOrleans.Serving.Tests.Sockets;

/// <summary>Other sites' pages may not open sockets here.</summary>
public sealed class OriginTests
{
    private static readonly (string Name, string Value)[] Upgrade =
    [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("https://good.example.evil.example")]
    [InlineData("http://good.example")]
    [InlineData("https://good.example:8443")]
    public async Task A_foreign_origin_is_refused(string origin)
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Origins = ["https://good.example/"]);
        host.Engine.Tick("USD/EUR", 0.8m);

        (await host.GetAsync("/ws/rates", [.. Upgrade, ("Origin", origin)])).IsProblem(403, "forbidden");
        (await host.GetAsync("/hubs/rates", [.. Upgrade, ("Origin", origin)])).IsProblem(403, "forbidden");
        (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", ("Origin", origin))).IsProblem(403, "forbidden");
        (await host.SendAsync(HttpMethod.Post, "/HUBS/rates/negotiate?negotiateVersion=1", ("Origin", origin))).IsProblem(403, "forbidden");
        Assert.Equal(200, (await host.GetAsync("/currencies", ("Origin", origin))).Status);
    }

    [Fact]
    public async Task The_own_one_a_listed_one_or_none_passes()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Origins = ["https://good.example/"]);
        host.Engine.Tick("USD/EUR", 0.8m);
        foreach (var headers in ((string, string)[][])[[], [("Origin", $"http://{host.Address.Authority}")], [("Origin", "https://GOOD.example")]])
        {
            var negotiated = await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", headers);
            Assert.Equal(200, negotiated.Status);
            Assert.Contains("WebSockets", negotiated.Body, StringComparison.Ordinal);

            // A pair that has no price shows that the request has come as far as the socket itself.
            (await host.GetAsync("/ws/rates?pairs=KWD/CHF", [.. Upgrade, .. headers])).IsProblem(404, "no_price");
        }
    }
}
