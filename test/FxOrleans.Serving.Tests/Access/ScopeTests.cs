using System.Net.WebSockets;
using FxOrleans.Access;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>Every surface takes its own scope, no other opens it, and a surface for sockets obeys revocation and origin.</summary>
public sealed class ScopeTests
{
    private static readonly (string Key, AccessScopes Scope)[] Keys =
        [(Keyed.Reader, AccessScopes.Read), (Keyed.Streamer, AccessScopes.Stream), (Keyed.Admin, AccessScopes.Admin)];

    private static readonly (string Name, string Value)[] Upgrade =
    [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];

    /// <summary>The scope, the method and the path of what a request may be for.</summary>
    public static TheoryData<string, string, string> AccessAreas => new()
    {
        { "Read", "GET", "/rate?from=USD&to=EUR" },
        { "Read", "GET", "/rate/explain?from=USD&to=EUR" },
        { "Read", "GET", "/rates?from=USD&to=EUR" },
        { "Read", "GET", "/rates/latest?base=USD" },
        { "Read", "GET", "/convert?from=USD&to=EUR&amount=1" },
        { "Read", "GET", "/currencies" },
        { "Read", "GET", "/providers" },
        { "Read", "GET", "/openapi/v1.json" },
        { "Read", "GET", "/api/v1/prices/EUR" },
        { "Read", "GET", "/api/v1/prices/batch?symbols=EUR" },
        { "Read", "GET", "/api/v1/prices/EUR/history?period=1w" },
        { "Read", "GET", "/api/v1/prices/EUR/ohlcv?period=1w&interval=1d" },
        { "Read", "GET", "/api/v1/prices/crypto/top?limit=1" },
        { "Read", "GET", "/api/v1/prices/crypto/search?q=btc" },
        { "Read", "GET", "/api/v1/prices/crypto/mapping" },
        { "Read", "GET", "/API/V1/prices/crypto/bitcoin/image" },
        { "Read", "GET", "/v1/latest" },
        { "Read", "GET", "/v2/rates" },
        { "Read", "GET", "/rafiki/rates?base=USD" },
        { "Read", "POST", "/mcp" },
        { "Read", "POST", "/MCP/" },
        { "Stream", "POST", "/hubs/rates/negotiate?negotiateVersion=1" },
        { "Stream", "POST", "/HUBS/rates/negotiate?negotiateVersion=1" },
        { "Stream", "GET", "/rates/stream?pairs=NO" },
        { "Stream", "GET", "/RATES/stream/?pairs=NO" },
        { "Stream", "SOCKET", "/ws/rates" },
        { "Stream", "SOCKET", "/WS/rates" },
        { "Stream", "SOCKET", "/api/ws/prices" },
        { "Stream", "SOCKET", "/API/ws/prices" },
        { "Admin", "PUT", "/demo/control/one-frame" },
        { "Admin", "GET", "/metrics" },
        { "Admin", "GET", "/METRICS/" },
        { "Admin", "GET", "/dashboard" },
        { "Admin", "GET", "/DASHBOARD/" },
    };

    [Theory]
    [MemberData(nameof(AccessAreas))]
    public async Task A_surface_opens_to_its_scope_alone(string scope, string method, string path)
    {
        await using var host = await HostAsync();
        foreach (var (key, has) in Keys)
        {
            if (has.ToString() != scope)
            {
                var refused = method == "SOCKET" ? await host.GetAsync(path, [.. Upgrade, Keyed.Header(key)]) : await host.SendAsync(new HttpMethod(method), path, Keyed.Header(key));
                refused.IsProblem(403, "forbidden");
                Assert.Contains($"scope=\"{scope.ToLowerInvariant()}\"", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
            }
            else if (method == "SOCKET")
            {
                await using var socket = await SocketClient.ConnectAsync(host.Socket($"{path}?access_token={key}"));
            }
            else
            {
                Assert.NotInRange((await host.SendAsync(new HttpMethod(method), path, Keyed.Header(key))).Status, 401, 403);
            }
        }
    }

    [Theory]
    [InlineData("/ws/rates?")]
    [InlineData("/api/ws/prices?")]
    public async Task A_revoked_keys_socket_is_ended(string path)
    {
        await using var host = await HostAsync();
        await using var ending = await SocketClient.ConnectAsync(host.Socket($"{path}access_token={Keyed.Streamer}"));
        await using var staying = await SocketClient.ConnectAsync(host.Socket($"{path}access_token={Keyed.All}"));

        host.Service<KeyRing>().Replace([.. Keyed.Options.Keys.Where(key => key.Name != "streamer")]);

        await ending.Closed;
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(host.Socket($"{path}access_token={Keyed.Streamer}")));
        await using var another = await SocketClient.ConnectAsync(host.Socket($"{path}access_token={Keyed.All}"));
    }

    [Theory]
    [InlineData("/ws/rates")]
    [InlineData("/api/ws/prices")]
    [InlineData("/API/WS/prices")]
    [InlineData("/hubs/rates")]
    public async Task Another_sites_page_opens_no_socket_with_a_key_either(string path)
    {
        await using var host = await HostAsync();
        (await host.GetAsync(path, [.. Upgrade, Keyed.Header(Keyed.All), ("Origin", "https://evil.example")])).IsProblem(403, "forbidden");
    }

    private static Task<ServingHost> HostAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Access = Keyed.Options;
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });
}
