using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>Whatever a hub's client sends: an error that tells nothing of the inside, and everybody else goes on.</summary>
public sealed class MalformedTests
{
    public static TheoryData<string> Invocations { get; } =
    [
        """{"type":1,"invocationId":"x","target":"Subscribe","arguments":[]}""",
        """{"type":1,"invocationId":"x","target":"Subscribe","arguments":[["USD/EUR"],["USD/JPY"]]}""",
        """{"type":1,"invocationId":"x","target":"Subscribe","arguments":["USD/EUR"]}""",
        """{"type":1,"invocationId":"x","target":"Subscribe","arguments":[{"pairs":["USD/EUR"]}]}""",
        """{"type":1,"invocationId":"x","target":"Subscribe","arguments":[[1,2]]}""",
        """{"type":1,"invocationId":"x","target":"Subscribe","arguments":[[["USD/EUR"]]]}""",
        """{"type":1,"invocationId":"x","target":"Unsubscribe","arguments":[7]}""",
        """{"type":1,"invocationId":"x","target":"Nothing","arguments":[]}""",
        """{"type":1,"invocationId":"x","target":"Dispose","arguments":[]}""",
        """{"type":1,"invocationId":"x","target":"OnConnectedAsync","arguments":[]}""",
        """{"type":1,"invocationId":"x","target":"","arguments":[]}""",
        """{"type":1,"invocationId":"x","target":"Stream","arguments":[["USD/EUR"],null]}""",
        """{"type":4,"invocationId":"x","target":"Subscribe","arguments":[["USD/EUR"]]}""",
        """{"type":4,"invocationId":"x","target":"Stream","arguments":[["USD/EUR"]]}""",
        """{"type":4,"invocationId":"x","target":"Stream","arguments":[["USD/EUR"],"fast"]}""",
        """{"type":4,"invocationId":"x","target":"Stream","arguments":[["USD/EUR"],1.5]}""",
        """{"type":4,"invocationId":"x","target":"Stream","arguments":[["USD/EUR"],99999999999]}""",
    ];

    public static TheoryData<string> Garbage { get; } =
    [
        "nonsense",
        "{}",
        """{"type":99}""",
        """{"type":"one"}""",
        """{"type":1}""",
        """{"type":1,"target":5}""",
        "[1,2,3]",
        "{\"type\":1,\"target\":\"\u00ff\ufffd\",\"arguments\":[",
        "",
    ];

    [Theory]
    [MemberData(nameof(Invocations))]
    public async Task A_call_that_does_not_fit_fails_and_the_connection_lives(string invocation)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var client = await host.ConnectHubAsync();

        var failed = client.CompletionAsync("x");
        await client.SendTextAsync(invocation);

        var error = (await failed).Error;
        Assert.False(string.IsNullOrEmpty(error));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Json", error, StringComparison.Ordinal);
        Assert.DoesNotContain("FxOrleans", error, StringComparison.Ordinal);
        Assert.Equal(["USD/EUR"], (await client.SubscribeAsync("USD/EUR")).Accepted);
        Assert.Equal(0.8m, Assert.Single(await client.NextTicksAsync()).Price);
        Assert.Equal(1, host.FanOut.Statistics.Connections);
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task Null_is_no_pairs()
    {
        await using var host = await ServingHost.StartAsync();
        await using var client = await host.ConnectHubAsync();

        var answer = Subscribed.Read(await client.InvokeAsync("Subscribe", [null]));

        Assert.Equal((0, 0), (answer.Accepted.Count, answer.Rejected.Count));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_ends_at_most_its_own_connection(string garbage)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await using var healthy = await host.ConnectHubAsync();
        await healthy.SubscribeAsync("USD/EUR");
        await healthy.NextTicksAsync();
        await using var client = await host.ConnectHubAsync();

        await client.SendTextAsync(garbage);
        await client.CloseAsync();

        host.Engine.Tick("USD/EUR", 0.9m);
        Assert.Equal(0.9m, Assert.Single(await healthy.NextTicksAsync()).Price);
        await Eventually.TrueAsync(() => host.FanOut.Statistics.Connections == 1, "only the healthy one is left");
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task A_message_over_32_KB_closes_the_connection_with_a_reason()
    {
        await using var host = await ServingHost.StartAsync();
        await using var client = await host.ConnectHubAsync();

        await client.SendTextAsync($$"""{"type":1,"target":"Subscribe","arguments":[["{{new string('x', 33 * 1024)}}"]]}""");

        Assert.Contains("error", await client.Closed.WaitAsync(Eventually.Patience), StringComparison.OrdinalIgnoreCase);
        await host.WhenEmptyAsync();
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task A_message_just_below_32_KB_is_answered()
    {
        await using var host = await ServingHost.StartAsync();
        await using var client = await host.ConnectHubAsync();

        var answer = await client.SubscribeAsync([.. Enumerable.Repeat("NOPE", 4_600)]);

        Assert.Equal(4_600, answer.Rejected.Count);
    }
}
