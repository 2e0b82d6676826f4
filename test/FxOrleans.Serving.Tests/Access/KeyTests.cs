using System.Net.WebSockets;
using FxOrleans.Access;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>With keys, nothing but the two probes and the page's own files answers without one, over HTTP, SignalR and WebSocket alike.</summary>
public sealed class KeyTests
{
    private static readonly (string Name, string Value)[] Upgrade =
    [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];

    public static TheoryData<string> Everything =>
    [
        "/rate?from=USD&to=EUR", "/rate?to=EUR", "/rates?from=USD&to=EUR", "/rates?from=USD&to=NO-ONE", "/rates/latest?base=USD", "/rate/explain?from=USD&to=EUR",
        "/convert?from=USD&to=EUR&amount=1", "/currencies", "/providers", "/openapi/v1.json", "/swagger", "/swagger/index.html", "/hubs/rates", "/ws/rates",
        "/api/ws/prices", "/demo/control", "/dashboard", "/health", "/health/live/more", "/health/live%2f", "/nowhere",
    ];

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Without_a_key_or_with_an_unknown_one_it_is_401(string path)
    {
        await using var host = await HostAsync();

        var without = await host.GetAsync(path);
        without.IsProblem(401, "unauthorized");
        Assert.Equal("Bearer realm=\"FxOrleans\"", without.Headers["WWW-Authenticate"]);
        foreach (var wrong in (string[])["", "reader", "READER-KEY-1", $"{Keyed.Reader} x", new string('k', 5000)])
        {
            var refused = await host.GetAsync(path, Keyed.Header(wrong));
            refused.IsProblem(401, "unauthorized");
            Assert.Contains("invalid_token", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }

        (await host.SendAsync(HttpMethod.Post, path)).IsProblem(401, "unauthorized");
    }

    // There is no page in this host. With one, the browser's tests load it.
    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/favicon.svg")]
    [InlineData("/assets/index.js")]
    public async Task The_page_may_be_loaded_to_type_a_key_into(string path)
    {
        await using var host = await HostAsync();

        (await host.GetAsync(path)).IsProblem(404, "unknown_path");
        (await host.GetAsync(path, Keyed.Header("another"))).IsProblem(404, "unknown_path");
        (await host.SendAsync(HttpMethod.Post, path)).IsProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("/rate?from=USD&to=EUR")]
    [InlineData("/swagger/index.html")]
    public async Task A_refusal_is_a_problem_for_browsers_too(string path)
    {
        await using var host = await HostAsync();

        (await host.GetAsync(path, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))).IsProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/HEALTH/ready/")]
    public async Task The_probes_need_none_and_are_never_limited(string path)
    {
        await using var host = await HostAsync();
        for (var i = 0; i < 3 * Keyed.PerMinute; i++)
        {
            var reply = await host.GetAsync(path);
            Assert.Equal(200, reply.Status);
            Assert.False(reply.Headers.ContainsKey("RateLimit-Limit"));
        }
    }

    [Fact]
    public async Task A_key_travels_as_header_as_bearer_or_in_the_address()
    {
        await using var host = await HostAsync();
        const string Rate = "/rate?from=USD&to=EUR";

        Assert.Equal(200, (await host.GetAsync(Rate, Keyed.Header(Keyed.Reader))).Status);
        Assert.Equal(200, (await host.GetAsync(Rate, ("Authorization", $"Bearer {Keyed.Reader}"))).Status);
        Assert.Equal(200, (await host.GetAsync($"{Rate}&access_token={Keyed.Reader}")).Status);
        Assert.Equal(200, (await host.GetAsync($"/rate?access%5Ftoken={Keyed.Reader}&from=USD&to=EUR")).Status);
        (await host.GetAsync($"{Rate}&access_token={Keyed.Reader}&access_token={Keyed.Reader}")).IsProblem(401, "unauthorized");
        (await host.GetAsync($"{Rate}&access_token={Keyed.Reader}", Keyed.Header("another"))).IsProblem(401, "unauthorized");
        (await host.GetAsync("/rate?from=USD&to=NO-ONE", Keyed.Header(Keyed.Reader))).IsProblem(400, "invalid_currency");
        (await host.SendAsync(HttpMethod.Post, Rate, Keyed.Header(Keyed.Reader))).IsProblem(405, "method_not_allowed");
    }

    [Theory]
    [InlineData(Keyed.Reader, 200, 403, 403)]
    [InlineData(Keyed.Streamer, 403, 404, 403)]
    [InlineData(Keyed.Admin, 403, 403, 404)]
    [InlineData(Keyed.All, 200, 404, 404)]
    public async Task A_key_opens_what_its_scopes_name(string key, int rate, int socket, int switches)
    {
        await using var host = await HostAsync();

        var read = await host.GetAsync("/rate?from=USD&to=EUR", Keyed.Header(key));
        Assert.Equal(rate, read.Status);
        if (rate == 403)
        {
            read.IsProblem(403, "forbidden");
            Assert.Contains("insufficient_scope", read.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }

        // A pair without a price shows that the request came as far as the socket.
        Assert.Equal(socket, (await host.GetAsync("/ws/rates?pairs=KWD/CHF", [.. Upgrade, Keyed.Header(key)])).Status);
        Assert.Equal(socket == 404 ? 200 : 403, (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", Keyed.Header(key))).Status);
        Assert.Equal(switches, (await host.SendAsync(HttpMethod.Put, "/demo/control/one-frame", Keyed.Header(key))).Status);
        Assert.Equal(switches, (await host.GetAsync("/dashboard", Keyed.Header(key))).Status);
    }

    [Fact]
    public async Task The_details_of_readiness_are_for_administrators()
    {
        await using var host = await HostAsync();

        foreach (var headers in ((string, string)[][])[[], [Keyed.Header(Keyed.Reader)], [Keyed.Header("unknown")]])
        {
            var ready = (await host.GetAsync("/health/ready", headers)).Json;
            Assert.Equal("ready", ready.GetProperty("status").GetString());
            Assert.False(ready.TryGetProperty("push", out _));
        }

        Assert.True((await host.GetAsync("/health/ready", Keyed.Header(Keyed.Admin))).Json.TryGetProperty("push", out _));
    }

    [Fact]
    public async Task Hub_and_socket_stream_with_a_key_in_their_address()
    {
        await using var host = await HostAsync();

        await using var hub = await HubClient.ConnectAsync(host.Socket($"/hubs/rates?access_token={Keyed.Streamer}"));
        Assert.Null((await hub.InvokeAsync("Subscribe", [new[] { "USD/EUR" }])).Error);
        await using var socket = await SocketClient.ConnectAsync(host.Socket($"/ws/rates?pairs=USD/EUR&access_token={Keyed.Streamer}"));
        Assert.Equal("USD", (await socket.Messages.NextAsync()).GetProperty("from").GetString());
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(host.Socket($"/ws/rates?access_token={Keyed.Reader}")));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(host.Socket("/hubs/rates")));
    }

    [Fact]
    public async Task A_revoked_key_ends_its_sockets_and_leaves_others_alone()
    {
        await using var host = await HostAsync();
        await using var ending = await SocketClient.ConnectAsync(host.Socket($"/ws/rates?access_token={Keyed.Streamer}"));
        await using var hub = await HubClient.ConnectAsync(host.Socket($"/hubs/rates?access_token={Keyed.Streamer}"));
        await using var staying = await SocketClient.ConnectAsync(host.Socket($"/ws/rates?pairs=USD/EUR&access_token={Keyed.All}"));
        await staying.Messages.NextAsync();

        host.Service<KeyRing>().Replace([.. Keyed.Options.Keys.Where(key => key.Name != "streamer")]);

        await ending.Closed;
        await hub.Closed.WaitAsync(Eventually.Patience);
        host.Engine.Tick("USD/EUR", 0.91m);
        await staying.Messages.NextAsync();
        (await host.GetAsync("/ws/rates", [.. Upgrade, Keyed.Header(Keyed.Streamer)])).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_page_opened_with_a_key_may_load_its_files_and_nothing_else()
    {
        await using var host = await HostAsync();

        var page = await host.GetAsync($"/?access_token={Keyed.Reader}");
        var cookie = page.Headers["Set-Cookie"];
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Keyed.Reader, cookie, StringComparison.Ordinal);
        var sent = ("Cookie", cookie.Split(';')[0]);
        Assert.Equal(404, (await host.GetAsync("/assets/index.js", sent)).Status);
        Assert.Equal(200, (await host.GetAsync("/openapi/v1.json", sent)).Status);
        Assert.Equal(200, (await host.GetAsync("/providers", sent)).Status);
        Assert.StartsWith("fx_page=", (await host.GetAsync("/", Keyed.Header(Keyed.All))).Headers["Set-Cookie"], StringComparison.Ordinal);
        (await host.GetAsync("/rate?from=USD&to=EUR", sent)).IsProblem(401, "unauthorized");
        (await host.GetAsync("/ws/rates", [.. Upgrade, sent])).IsProblem(401, "unauthorized");
        (await host.GetAsync("/rate?from=USD&to=EUR", Keyed.Header(cookie.Split(';')[0].Split('=')[1]))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Ten_thousand_bad_keys_are_refused_and_leave_nothing_behind()
    {
        await using var host = await HostAsync();
        for (var i = 0; i < 500; i++)
        {
            await host.GetAsync("/rate?from=USD&to=EUR", Keyed.Header($"warm-{i}"));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Parallel.ForAsync(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            Assert.Equal(401, (await host.GetAsync("/rate?from=USD&to=EUR", Keyed.Header($"bad-key-{i}"))).Status));

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4 * 1024 * 1024);
        Assert.Equal(0, host.Service<AddressQuotas>().Count);
    }

    private static Task<ServingHost> HostAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Access = Keyed.Options;
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });
}
