using System.Net.WebSockets;
using FxOrleans.Access;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>A connection that talks too much is told so, then ended; others notice nothing.</summary>
public sealed class MessageLimitTests
{
    private const int Limit = 10;

    [Fact]
    public async Task A_hubs_calls_beyond_the_limit_fail_until_the_minute_is_over()
    {
        await using var host = await HostAsync();
        await using var hub = await host.ConnectHubAsync();
        await using var other = await host.ConnectHubAsync();
        for (var i = 0; i < Limit; i++)
        {
            Assert.Null((await hub.InvokeAsync("Subscribe", [new[] { "USD/EUR" }])).Error);
        }

        Assert.Contains("rate_limited", (await hub.InvokeAsync("Subscribe", [new[] { "USD/EUR" }])).Error, StringComparison.Ordinal);
        Assert.Null((await other.InvokeAsync("Subscribe", [new[] { "USD/EUR" }])).Error);
        host.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.InvokeAsync("Subscribe", [new[] { "USD/EUR" }])).Error);
    }

    [Fact]
    public async Task A_hub_connection_that_goes_on_regardless_is_ended()
    {
        await using var host = await HostAsync();
        await using var hub = await host.ConnectHubAsync();

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < Limit * MessageBudget.Patience * 10; i++)
            {
                await hub.InvokeAsync("Unsubscribe", [new[] { "USD/EUR" }]);
            }
        });
        await hub.Closed.WaitAsync(Eventually.Patience);
        await host.WhenEmptyAsync();
    }

    [Theory]
    [InlineData("""{"type":1,"invocationId":"x","target":"Nothing","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Subscribe","arguments":[7]}""")]
    [InlineData("""{"type":4,"invocationId":"x","target":"Subscribe","arguments":[["USD/EUR"]]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Stream","arguments":[["USD/EUR"],null]}""")]
    public async Task Calls_that_fit_no_method_count_as_any_other(string call)
    {
        await using var host = await HostAsync();
        await using var hub = await host.ConnectHubAsync();
        for (var i = 0; i < Limit; i++)
        {
            var failed = hub.CompletionAsync("x");
            await hub.SendTextAsync(call);
            Assert.DoesNotContain("rate_limited", (await failed).Error, StringComparison.Ordinal);
        }

        Assert.Contains("rate_limited", (await hub.InvokeAsync("Subscribe", [new[] { "USD/EUR" }])).Error, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < Limit * MessageBudget.Patience * 10; i++)
            {
                var refused = hub.CompletionAsync("x");
                await hub.SendTextAsync(call);
                await refused;
            }
        });
        await hub.Closed.WaitAsync(Eventually.Patience);
        await host.WhenEmptyAsync();
    }

    [Fact]
    public async Task A_socket_is_closed_with_the_reason()
    {
        await using var host = await HostAsync();
        await using var socket = await host.ConnectSocketAsync("/ws/rates?pairs=USD/EUR");
        for (var i = 0; i <= Limit; i++)
        {
            await socket.SendAsync("{}");
        }

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "rate_limited"), await socket.Closed);
        await host.WhenEmptyAsync();
    }

    private static Task<ServingHost> HostAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Access = new AccessOptions { Limits = new AccessLimits { MessagesPerMinute = Limit } };
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });
}
