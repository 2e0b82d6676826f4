namespace FxOrleans.Serving.Tests.Hub;

/// <summary>What is no SignalR request is refused as everything is: as problem+json with a code.</summary>
public sealed class AccessResponsesTests
{
    [Theory]
    [InlineData("GET", "/hubs/rates", 400, "invalid_query")]
    [InlineData("DELETE", "/hubs/rates", 400, "invalid_query")]
    [InlineData("GET", "/hubs/rates?id=nobody", 404, "unknown_path")]
    [InlineData("POST", "/hubs/rates?id=nobody", 404, "unknown_path")]
    [InlineData("PATCH", "/hubs/rates", 405, "method_not_allowed")]
    [InlineData("BREW", "/hubs/rates", 405, "method_not_allowed")]
    [InlineData("GET", "/hubs/rates/negotiate", 405, "method_not_allowed")]
    [InlineData("GET", "/hubs/others", 404, "unknown_path")]
    public async Task It_is_a_problem_with_a_code(string method, string path, int status, string code)
    {
        await using var host = await ServingHost.StartAsync();

        (await host.SendAsync(new HttpMethod(method), path)).IsProblem(status, code);
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task Negotiation_answers_as_ever()
    {
        await using var host = await ServingHost.StartAsync();

        var negotiated = await host.SendAsync(HttpMethod.Post, "/hubs/rates/negotiate?negotiateVersion=1");
        Assert.Equal(200, negotiated.Status);
        Assert.Equal("application/json", negotiated.ContentType);

        // Long polling, as a client without WebSocket has it: the first poll answers at once, with nothing.
        var token = negotiated.Json.GetProperty("connectionToken").GetString();
        Assert.Equal(200, (await host.GetAsync($"/hubs/rates?id={token}")).Status);
    }
}
