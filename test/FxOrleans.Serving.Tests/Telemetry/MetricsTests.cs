using System.Diagnostics.Metrics;
using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Tests.Hub;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Telemetry;

/// <summary>What an operator sees of serving, and that callers cannot add to it.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Ticks_ages_and_statuses_are_told_by_kind()
    {
        await using var host = await ServingHost.StartAsync();
        using var metrics = Record(host);
        host.Engine.Tick("USD/EUR", 0.80m);
        host.Engine.Tick("USD/EUR", 0.81m);
        host.Engine.Tick(Given.Price("USD/GBP", 0.7m, Given.Today) with { Kind = SourceKind.Fixing, FreshUntil = Given.Now.AddDays(1) });
        host.Advance(TimeSpan.FromSeconds(4));

        var read = metrics.Read();
        Assert.Equal(2, read["fxorleans.ticks{kind=live}"]);
        Assert.Equal(1, read["fxorleans.ticks{kind=fixing}"]);
        Assert.Equal(4, read["fxorleans.board.age{kind=live}"]);
        Assert.Equal((14 * 3600) + 4, read["fxorleans.board.age{kind=fixing}"]);
        Assert.Equal(1, read["fxorleans.board.markets{status=live}"]);
        Assert.Equal(1, read["fxorleans.board.markets{status=indicative}"]);

        host.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, metrics.Read()["fxorleans.board.markets{status=stale}"]);
    }

    [Fact]
    public async Task A_frame_is_measured_from_its_quote_once_for_all_connections()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.80m);
        using var metrics = Record(host);
        await using var one = await host.ConnectHubAsync();
        await using var other = await host.ConnectSocketAsync("/ws/rates?pairs=USD/EUR");
        await one.SubscribeAsync("USD/EUR");
        await one.NextTicksAsync();
        await other.Messages.NextAsync();
        const string Frames = "fxorleans.quote_to_frame.duration{}";
        Assert.False(metrics.Read().ContainsKey(Frames)); // What a newcomer is greeted with is as old as it is.

        host.Engine.Tick("USD/EUR", 0.81m);
        await one.NextTicksAsync();
        await other.Messages.NextAsync();

        Assert.Equal(1, metrics.Read()[Frames]);
        Assert.Equal(2, metrics.Read()["fxorleans.push.connections{}"]);
        Assert.Equal(0, metrics.Read()["fxorleans.push.outbox.pending{}"]);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_counted()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Push = new PushOptions { MaxConnections = 1 });
        using var metrics = Record(host);
        await using var one = await host.ConnectSocketAsync("/ws/rates?pairs=USD/EUR");
        await Eventually.TrueAsync(() => metrics.Read()["fxorleans.push.connections{}"] == 1, "the first is counted");
        await using var other = await host.ConnectSocketAsync("/ws/rates?pairs=USD/EUR");
        await other.Closed;

        Assert.Equal(1, metrics.Read()["fxorleans.push.dropped{reason=too_many}"]);
        Assert.Equal(0, metrics.Read()["fxorleans.push.dropped{reason=stuck}"]);
    }

    [Fact]
    public async Task Providers_are_told_by_name_and_failures_by_kind()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Providers.Add(new ProviderStatus
        {
            Name = "Ecb",
            State = "failing",
            Kind = "fixing",
            Answers = 7,
            Accepted = 30,
            QuotaLeft = 5,
            Failures = new Dictionary<string, long> { ["timeout"] = 3 },
            Rejections = new Dictionary<string, long> { ["outlier"] = 2 },
        });
        using var metrics = Record(host);
        await Eventually.TrueAsync(() => metrics.Read().ContainsKey("fxorleans.provider.up{provider=Ecb}"), "the provider is told of");

        var read = metrics.Read();
        Assert.Equal(0, read["fxorleans.provider.up{provider=Ecb}"]);
        Assert.Equal(7, read["fxorleans.provider.answers{provider=Ecb}"]);
        Assert.Equal(30, read["fxorleans.provider.accepted{provider=Ecb}"]);
        Assert.Equal(3, read["fxorleans.provider.failures{kind=timeout,provider=Ecb}"]);
        Assert.Equal(2, read["fxorleans.provider.rejected{provider=Ecb,reason=outlier}"]);
        Assert.Equal(5, read["fxorleans.provider.quota_left{provider=Ecb}"]);
    }

    [Fact]
    public async Task Nothing_that_a_caller_sends_becomes_a_series()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.9m)]);
        using var metrics = Record(host);
        foreach (var path in (string[])["/rate?from=USD&to=EUR", "/rate?from=USD&to=", "/rate?from=KWD&to=CHF", "/nowhere", "/ws/rates", "/hubs/rates", $"/rate?from={new string('A', 9000)}"])
        {
            await host.GetAsync(path);
        }

        await host.SendAsync(HttpMethod.Put, "/rate");
        (await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate", ("Origin", "https://evil.example"))).IsProblem(403, "forbidden");
        await using var hub = await host.ConnectHubAsync();
        var before = metrics.Read().Keys.ToArray();

        for (var i = 0; i < 300; i++)
        {
            await host.GetAsync($"/rate?from=Q{i}&to=Z{i}");
            await host.GetAsync($"/path-{i}/{i}");
            await host.SendAsync(new HttpMethod($"METHOD{i}"), "/rate");
            await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate", ("Origin", $"https://evil-{i}.example"), ("User-Agent", $"agent-{i}"));
            await host.GetAsync("/rate?from=USD&to=EUR", ("X-Forwarded-For", $"203.0.113.{i}"), ("Host", $"host-{i}.example"));
            await hub.InvokeAsync("Subscribe", [new[] { $"Q{i}/Z{i}" }]);
            await hub.InvokeAsync($"Method{i}");
        }

        var added = metrics.Read().Keys.Except(before).ToArray();
        Assert.True(added.Length <= 6, string.Join('\n', added));
        Assert.DoesNotContain(metrics.Read().Keys, series => series.Contains("evil", StringComparison.Ordinal) || series.Contains("-1", StringComparison.Ordinal));
    }

    private static SeriesRecorder Record(ServingHost host) => new(host.Service<IMeterFactory>());
}
