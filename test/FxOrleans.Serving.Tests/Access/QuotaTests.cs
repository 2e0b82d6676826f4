using System.Globalization;
using FxOrleans.Access;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>Exactly as many requests of a key pass in any minute as its quota says.</summary>
public sealed class QuotaTests
{
    private const string Rate = "/rate?from=USD&to=EUR";

    [Fact]
    public async Task Exactly_so_many_pass_and_the_answers_say_how_many_are_left()
    {
        await using var host = await HostAsync();
        for (var left = Keyed.PerMinute - 1; left >= 0; left--)
        {
            var reply = await host.GetAsync(Rate, Keyed.Header(Keyed.All));
            Assert.Equal(200, reply.Status);
            Assert.Equal($"{Keyed.PerMinute}", reply.Headers["RateLimit-Limit"]);
            Assert.Equal($"{left}", reply.Headers["RateLimit-Remaining"]);
            Assert.Equal("60", reply.Headers["RateLimit-Reset"]);
            Assert.Equal($"{Keyed.PerMinute};w=60", reply.Headers["RateLimit-Policy"]);
        }

        var refused = await host.GetAsync(Rate, Keyed.Header(Keyed.All));
        refused.IsProblem(429, "rate_limited");
        Assert.Equal("60", refused.Headers["Retry-After"]);
        Assert.Equal("0", refused.Headers["RateLimit-Remaining"]);
        Assert.Equal(200, (await host.GetAsync(Rate, Keyed.Header(Keyed.Reader))).Status);
    }

    [Fact]
    public async Task A_minute_begins_anywhere()
    {
        await using var host = await HostAsync();
        await PassAsync(host, 1);
        host.Advance(TimeSpan.FromSeconds(50));
        await PassAsync(host, Keyed.PerMinute - 1);
        var refused = await host.GetAsync(Rate, Keyed.Header(Keyed.All));
        Assert.Equal("10", refused.Headers["Retry-After"]);

        // The first has left the minute, the others have not.
        host.Advance(TimeSpan.FromSeconds(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture)));
        await PassAsync(host, 1);
        Assert.Equal(429, (await host.GetAsync(Rate, Keyed.Header(Keyed.All))).Status);
        host.Advance(TimeSpan.FromSeconds(50));
        await PassAsync(host, Keyed.PerMinute - 1);
        Assert.Equal(429, (await host.GetAsync(Rate, Keyed.Header(Keyed.All))).Status);
    }

    [Fact]
    public async Task Under_a_rush_from_many_sides_not_one_more_passes()
    {
        await using var host = await HostAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 5 * Keyed.PerMinute).Select(async _ => (await host.GetAsync(Rate, Keyed.Header(Keyed.All))).Status));

        Assert.Equal(Keyed.PerMinute, statuses.Count(status => status == 200));
        Assert.Equal(4 * Keyed.PerMinute, statuses.Count(status => status == 429));
    }

    [Fact]
    public async Task Handshakes_count_and_what_comes_over_an_open_socket_does_not()
    {
        await using var host = await HostAsync();
        await using var socket = await SocketClient.ConnectAsync(host.Socket($"/ws/rates?access_token={Keyed.All}"));
        await using var hub = await HubClient.ConnectAsync(host.Socket($"/hubs/rates?access_token={Keyed.All}"));
        for (var i = 0; i < 30; i++)
        {
            Assert.Null((await hub.InvokeAsync("Subscribe", [new[] { "USD/EUR" }])).Error);
        }

        await PassAsync(host, Keyed.PerMinute - 2);
        (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1", Keyed.Header(Keyed.All))).IsProblem(429, "rate_limited");
        (await host.GetAsync("/ws/rates", Keyed.Header(Keyed.All))).IsProblem(429, "rate_limited");
    }

    [Fact]
    public async Task Keys_taken_anew_keep_what_they_have_used()
    {
        await using var host = await HostAsync();
        await PassAsync(host, Keyed.PerMinute);
        const AccessScopes Other = AccessScopes.Read;

        host.Service<KeyRing>().Replace([Keyed.Key("all", Keyed.All, Other), Keyed.Key("new", "a-new-key", Other)]);

        Assert.Equal(429, (await host.GetAsync(Rate, Keyed.Header(Keyed.All))).Status);
        Assert.Equal(200, (await host.GetAsync(Rate, Keyed.Header("a-new-key"))).Status);
        Assert.Equal(401, (await host.GetAsync(Rate, Keyed.Header(Keyed.Reader))).Status);
    }

    [Fact]
    public void Any_sequence_of_moments_is_held_to_the_limit()
    {
        var random = new Random(11);
        var time = new FakeTime();
        var quota = new MinuteQuota(50, time);
        var passed = new List<DateTimeOffset>();
        for (var i = 0; i < 20_000; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 1500)));
            var now = time.GetUtcNow();
            var inMinute = passed.Count(at => now - at < TimeSpan.FromMinutes(1));
            passed.RemoveRange(0, passed.Count - inMinute);
            var allotment = quota.Take();
            Assert.Equal(inMinute < 50, allotment.Passes);
            if (allotment.Passes)
            {
                passed.Add(now);
            }

            Assert.Equal(50 - passed.Count, allotment.Remaining);
            Assert.Equal(passed[0] + TimeSpan.FromMinutes(1) - now, allotment.Reset);
        }
    }

    private static async Task PassAsync(ServingHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(200, (await host.GetAsync(Rate, Keyed.Header(Keyed.All))).Status);
        }
    }

    private static Task<ServingHost> HostAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Access = Keyed.Options;
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });
}
