using FxOrleans.Serving.Push;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>What a call or a stream leaves in the log: a fault of ours with its trace, a refusal nothing.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_refused_stream_writes_nothing()
    {
        await using var host = await ServingHost.StartAsync();
        await using var client = await host.ConnectHubAsync();

        Assert.Contains("invalid_currency", await StreamAsync(client), StringComparison.Ordinal);

        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task A_stream_that_fails_writes_one_line_with_its_trace_and_tells_the_caller_nothing_of_it()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services =>
            services.PostConfigure<HubOptions>(hub => hub.AddFilter(new Failing())));
        await using var client = await host.ConnectHubAsync();

        Assert.DoesNotContain(Failing.Words, await StreamAsync(client), StringComparison.Ordinal);

        var line = Assert.Single(host.Logs.Lines);
        Assert.StartsWith("Error: The hub's Stream failed.", line, StringComparison.Ordinal);
        Assert.Contains(Failing.Words, line, StringComparison.Ordinal);
    }

    private static async Task<string> StreamAsync(HubClient client)
    {
        var stream = await client.StreamAsync("Stream", (string[])["USD/NOPE"], null);
        return (await stream.Ended.WaitAsync(Eventually.Patience)).Error ?? "";
    }

    private sealed class Failing : IHubFilter
    {
        public const string Words = "broken within";

        public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
            ValueTask.FromResult<object?>(Broken());

        private static async IAsyncEnumerable<TickFrame> Broken()
        {
            await Task.Yield();
            yield return await Task.FromException<TickFrame>(new InvalidOperationException(Words));
        }
    }
}
