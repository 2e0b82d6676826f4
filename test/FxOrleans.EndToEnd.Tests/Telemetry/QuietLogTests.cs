using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The log of the real host, line by line: few until it is ready, none while all is well, and what is wrong is there.</summary>
[Collection(Alone.Name)]
public sealed class QuietLogTests
{
    private const int MostLinesToReady = 15;
    private const int MostLinesOfAStop = 5;
    private const string Ready = "Ready: there are prices to answer with.";

    [Fact]
    public async Task Few_lines_until_it_is_ready_none_while_all_is_well_and_those_of_the_stop()
    {
        await using var silo = await SiloProcess.StartAsync("--Demo:Enabled=true");
        await silo.ReadyAsync();
        await Eventually.TrueAsync(() => silo.Output.Contains(Ready, StringComparison.Ordinal), "it says that it is ready", TimeSpan.FromSeconds(60));
        var started = silo.Output.Split('\n');
        Assert.True(started.Length <= MostLinesToReady, silo.Output);

        await UseAsync(silo);
        Assert.Equal(started, silo.Output.Split('\n'));

        Assert.Equal(0, await silo.StopAsync());
        var stopped = silo.Output.Split('\n')[started.Length..];
        Assert.Contains("Application is shutting down...", stopped[0], StringComparison.Ordinal);
        Assert.True(stopped.Length <= MostLinesOfAStop, silo.Output);
        Assert.DoesNotContain(stopped, line => line.Contains(" warn: ", StringComparison.Ordinal) || line.Contains(" fail: ", StringComparison.Ordinal));
    }

    // A hundred rounds of prices, by every way there is, with callers who come, go and ask for what there is not.
    private static async Task UseAsync(SiloProcess silo)
    {
        foreach (var path in (string[])["/rate?from=USD&to=EUR", "/rates/latest?base=USD", "/rate/explain?from=EUR&to=NGN", "/providers", "/currencies", "/openapi/v1.json", "/api/v1/prices/BTC"])
        {
            await silo.GetAsync(path);
        }

        foreach (var path in (string[])["/metrics", "/v1/latest", "/v2/rates", "/rafiki/rates?base=USD"])
        {
            (await silo.Http.GetAsync(path)).EnsureSuccessStatusCode();
        }

        foreach (var call in (string[])["get_rate", "no_such_tool"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
            {
                Content = new StringContent(
                    $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{call}}}","arguments":{"from":"USD"} } }""", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Accept.ParseAdd("application/json, text/event-stream");
            Assert.NotEmpty(await (await silo.Http.SendAsync(request)).Content.ReadAsStringAsync());
        }

        Assert.Equal("400 invalid_currency", await silo.ProblemAsync("/rate?from=USD&to=NO-ONE"));
        Assert.Equal("404 unknown_path", await silo.ProblemAsync("/nowhere"));
        await using (var socket = await SocketClient.ConnectAsync(new Uri($"ws://{silo.Address.Authority}/ws/rates?pairs=USD/EUR")))
        {
            await socket.Messages.NextAsync();
            await socket.CloseAsync();
            await socket.Closed;
        }

        await using var hub = await HubClient.ConnectAsync(new Uri($"ws://{silo.Address.Authority}/hubs/rates"));
        await hub.InvokeAsync("Subscribe", [new[] { "*" }]);
        for (var i = 0; i < 100; i++)
        {
            await hub.On("ticks").NextAsync();
        }
    }
}
